package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tampu.Simulation.Adapters;
import io.tampu.payments.FickleProvider;
import io.tampu.suppliers.FickleSupplier.Whim;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The real steps under every fault, and a crash between any two writes: as many seeds as fit in the time. {@code
 * -Dtampu.seed=N} runs that one only, {@code -Dtampu.simulation.from=N -Dtampu.simulation.seconds=S} others than usual.
 */
class RenewalSimulationTest {

    /** However slow the machine is: these are enough to see everything happen. */
    private static final int LEAST_SEEDS = 40;

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("tampu.simulation.seconds", 40));
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private static final Level BEFORE = LOG.getLevel();

    @BeforeAll
    static void quiet() {
        // Each crash is a stack trace, and there are thousands.
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(BEFORE);
    }

    @Test
    void everyAcceptedRenewalEndsInOneTopUpOrOneRefundWhateverFails() {
        try (var runs = new SimulationRuns()) {
            Long only = Long.getLong("tampu.seed");
            if (only != null) {
                assertThat(runs.run(only, Adapters.GOOD)).isEmpty();
                return;
            }
            long end = System.nanoTime() + TIME.toNanos();
            long first = Long.getLong("tampu.simulation.from", 1);
            for (long seed = first; seed < first + LEAST_SEEDS || System.nanoTime() < end; seed++) {
                assertThat(runs.run(seed, Adapters.GOOD)).as("seed %d", seed).isEmpty();
            }
            System.out.println("simulation: " + runs.seeds + " seeds, " + runs.renewals + " renewals, "
                    + runs.givenAfterRefund + " given after refund, " + runs.deadlocks() + " deadlocks, " + runs.seen);
            assertThat(runs.seen.keySet()).containsAll(everythingThatCanHappen());
            assertThat(runs.moves).containsExactlyInAnyOrderElementsOf(movesThatAreReached());
        }
    }

    private static TreeSet<String> everythingThatCanHappen() {
        var all = new TreeSet<>(List.of(
                "a case opened",
                "answer Accepted",
                "answer InProgress",
                "answer InsufficientBalance",
                "answer KeyReused",
                "answer ReferenceUsed",
                "audit on the way",
                "clock backward",
                "clock forward",
                "crash after commit",
                "crash after statement",
                "crash before commit",
                "crash before statement",
                "crash in the provider's call",
                "crash in the supplier's call",
                "deadline moved",
                "heard",
                "heard of what was lost",
                "lie",
                "meanwhile",
                "money CLOSED",
                "money KEPT",
                "money KEPT for a top-up",
                "money SURPLUS",
                "money back by dispute",
                "money back to the balance",
                "money back to the means",
                "money lost to dispute",
                "pay Done",
                "pay Done by link",
                "rush",
                "rush to pay",
                "straight road",
                "top-up"));
        all.addAll(FickleProvider.everything());
        Arrays.stream(Whim.values()).forEach(whim -> all.add("supplier " + whim));
        return all;
    }

    /** As the table of moves has them, without what needs a supplier that reverses. What is paid by card is born on the straight road. */
    private static List<String> movesThatAreReached() {
        return List.of(
                "AWAITING_PAYMENT NEVER_PAID UNPAID",
                "FULFILLING DEADLINE_PASSED UNDELIVERED",
                "FULFILLING SUPPLIER_REFUSED UNDELIVERED",
                "FULFILLING SUPPLIER_SILENT IN_DOUBT",
                "IN_DOUBT DEADLINE_PASSED UNDELIVERED",
                "IN_DOUBT SUPPLIER_REFUSED UNDELIVERED",
                "IN_DOUBT SUPPLIER_SOLD RENEWED",
                "REFUNDED REFUND_FAILED REFUNDING",
                "REFUNDING MONEY_BACK REFUNDED",
                "UNDELIVERED HOLD_VOIDED REFUNDED",
                "UNDELIVERED REFUND_BEGUN REFUNDING");
    }
}
