package io.tampu.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** The tables of moves of attempts and refunds: nothing is stranded, and nothing else moves. */
class MoneyStatesTest {

    @Test
    void everyAttemptCanBePaidLateAndNoPaidOneMovesAgain() {
        for (AttemptState state : AttemptState.values()) {
            assertThat(AttemptState.MOVES.stream()
                            .anyMatch(move -> move.from() == state && move.to().isPaid()))
                    .as(state.name())
                    .isEqualTo(!state.isPaid());
        }
    }

    @Test
    void everyRefundComesToAnEndAndOnlyAFailureUndoesOne() {
        var reached = EnumSet.of(RefundState.WRITTEN);
        RefundState.MOVES.forEach(move -> reached.add(move.to()));

        assertThat(reached).containsExactlyInAnyOrder(RefundState.values());
        assertThat(RefundState.MOVES.stream().filter(move -> move.from().isEnd()))
                .containsExactly(new RefundState.Move(
                        RefundState.RETURNED, RefundState.Event.FAILED_AT_PROVIDER, RefundState.FAILED));
    }

    @Test
    void aMoveThatIsNotInTheTableSaysSo() {
        assertThatThrownBy(() -> AttemptState.KEPT.after(AttemptState.Event.MONEY_KEPT))
                .hasMessage("no move from KEPT because the money came and serves its purpose");
        assertThatThrownBy(() -> RefundState.FAILED.after(RefundState.Event.MONEY_BACK))
                .hasMessage("no move from FAILED because the money is back with the payer");
    }

    @Test
    void thePicturesInTheDocumentsAreTheGeneratedOnes() throws IOException {
        String document = Files.readString(Path.of("../docs/architecture.md"));

        assertThat(document)
                .contains("```mermaid\n" + AttemptState.picture() + "```")
                .contains("```mermaid\n" + RefundState.picture() + "```");
    }
}
