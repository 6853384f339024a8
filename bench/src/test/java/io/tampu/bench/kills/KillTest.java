package io.tampu.bench.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.sandbox.stage.Home;
import io.tampu.sandbox.stage.Stage;
import org.junit.jupiter.api.Test;

class KillTest {

    /** Each run is another one; {@code -Dtampu.seed=N} repeats one that failed. */
    private final long seed = Long.getLong("tampu.seed", System.currentTimeMillis() % 1_000_000);

    @Test
    void whateverIsKilledEveryPaymentEndsInOneRenewalOrOneRefund() {
        var folder = Home.find().folder().resolve("bench/target/kill-test-" + seed);

        var outcome = KillRun.play(KillPlan.forATest(seed), folder);

        System.out.println(outcome.story());
        assertThat(outcome.complaints()).as(outcome.story()).isEmpty();
        assertThat(outcome.difference()).isEqualTo("0.00");
        assertThat(outcome.kills()).isEqualTo(10);
        assertThat(outcome.renewals()).isGreaterThan(100);
        assertThat(outcome.ends().keySet())
                .allMatch(end -> end.equals("RENEWED")
                        || end.startsWith("REFUNDED ")
                        || end.startsWith("UNPAID")
                        || end.startsWith("REFUNDING "));
        assertThat(outcome.cards().renewals()).isGreaterThan(20);
        Stage.erase(folder);
    }
}
