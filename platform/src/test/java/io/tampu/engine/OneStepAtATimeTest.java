package io.tampu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneStepAtATimeTest {

    /** A thing as it was claimed for the nth time. */
    private record Piece(String thing, int nth) {}

    private final List<Piece> asked = new ArrayList<>();
    private boolean ends;
    private Runnable meanwhile = () -> {};

    private final OneStepAtATime<Piece> steps = new OneStepAtATime<>(Piece::thing, piece -> {
        asked.add(piece);
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        return ends;
    });

    @Test
    void newsOfAThingWhoseStepHasNotBegunIsSeenByThatStep() {
        assertThat(steps.expect(new Piece("a", 1))).isTrue();
        assertThat(steps.expect(new Piece("a", 2))).isFalse();

        steps.run(new Piece("a", 1));

        assertThat(asked).containsExactly(new Piece("a", 2));
    }

    @Test
    void newsThatComesWhileTheStepRunsMakesAnotherOne() {
        meanwhile = () -> assertThat(steps.expect(new Piece("a", 2))).isFalse();

        steps.run(new Piece("a", 1));

        assertThat(asked).containsExactly(new Piece("a", 1), new Piece("a", 2));
    }

    @Test
    void newsThatComesWhileTheStepEndsTheMatterIsNoNews() {
        ends = true;
        meanwhile = () -> steps.expect(new Piece("a", 2));

        steps.run(new Piece("a", 1));

        assertThat(asked).containsExactly(new Piece("a", 1));
    }

    @Test
    void twoStepsOfOneThingNeverRunAtTheSameTime() {
        meanwhile = () -> {
            steps.run(new Piece("a", 2));
            assertThat(asked).containsExactly(new Piece("a", 1));
        };

        steps.run(new Piece("a", 1));

        assertThat(asked).containsExactly(new Piece("a", 1), new Piece("a", 2));
    }

    @Test
    void otherThingsDoNotWait() {
        meanwhile = () -> steps.run(new Piece("b", 1));

        steps.run(new Piece("a", 1));

        assertThat(asked).containsExactly(new Piece("a", 1), new Piece("b", 1));
    }

    @Test
    void whatIsDoneIsForgottenAlsoWhenItFailed() {
        meanwhile = () -> {
            throw new IllegalStateException("the other side is gone");
        };
        assertThatThrownBy(() -> steps.run(new Piece("a", 1))).hasMessage("the other side is gone");

        assertThat(steps.expect(new Piece("a", 2))).isTrue();
        steps.run(new Piece("a", 2));
        assertThat(steps.expect(new Piece("a", 3))).isTrue();

        assertThat(asked).containsExactly(new Piece("a", 1), new Piece("a", 2));
    }
}
