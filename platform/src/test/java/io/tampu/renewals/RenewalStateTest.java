package io.tampu.renewals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of moves: nothing is stranded, nothing is unreachable, nothing else moves. */
class RenewalStateTest {

    @ParameterizedTest
    @EnumSource(RenewalState.class)
    void everyStateLeadsToAnEnd(RenewalState state) {
        assertThat(reachableFrom(EnumSet.of(state))).anyMatch(RenewalState::isEnd);
    }

    @ParameterizedTest
    @EnumSource(RenewalState.class)
    void everyStateIsReachable(RenewalState state) {
        assertThat(reachableFrom(EnumSet.of(RenewalState.AWAITING_PAYMENT))).contains(state);
    }

    @Test
    void aMoveThatIsNotInTheTableSaysSo() {
        assertThatThrownBy(() -> RenewalState.REFUNDED.after(RenewalEvent.SUPPLIER_SOLD))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no move from REFUNDED because the supplier says it was sold");
    }

    @Test
    void anEventLeadsFromAStateToOneStateOnly() {
        assertThat(RenewalState.MOVES.stream().map(move -> move.from() + " " + move.because()))
                .doesNotHaveDuplicates();
    }

    @Test
    void anEndIsLeftOnlyBecauseSomebodyOutsideReverses() {
        assertThat(RenewalState.MOVES.stream().filter(move -> move.from().isEnd()))
                .containsExactly(
                        new RenewalState.Move(
                                RenewalState.REFUNDED, RenewalEvent.REFUND_FAILED, RenewalState.REFUNDING),
                        new RenewalState.Move(
                                RenewalState.RENEWED, RenewalEvent.SUPPLIER_REVERSED, RenewalState.UNDELIVERED));
    }

    @Test
    void thePictureInTheDocumentsIsTheGeneratedOne() throws IOException {
        String document = Files.readString(Path.of("../docs/architecture.md"));

        assertThat(document).contains("```mermaid\n" + RenewalState.picture() + "```");
    }

    private static Set<RenewalState> reachableFrom(Set<RenewalState> start) {
        var reached = EnumSet.copyOf(start);
        boolean grows = true;
        while (grows) {
            grows = false;
            for (RenewalState.Move move : RenewalState.MOVES) {
                grows |= reached.contains(move.from()) && reached.add(move.to());
            }
        }
        return reached;
    }
}
