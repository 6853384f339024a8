package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tampu.suppliers.FickleSupplier.Whim;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The real steps under every fault, and a crash between any two writes: as many seeds as fit in the time. {@code
 * -Dtampu.seed=N} runs that one only.
 */
class RenewalSimulationTest {

    /** However slow the machine is: these are enough to see everything happen. */
    private static final int LEAST_SEEDS = 20;

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
                assertThat(runs.run(only, UnaryOperator.identity())).isEmpty();
                return;
            }
            long end = System.nanoTime() + TIME.toNanos();
            for (long seed = 1; seed <= LEAST_SEEDS || System.nanoTime() < end; seed++) {
                assertThat(runs.run(seed, UnaryOperator.identity()))
                        .as("seed %d", seed)
                        .isEmpty();
            }
            System.out.println("simulation: " + runs.seeds + " seeds, " + runs.renewals + " renewals, "
                    + runs.givenAfterRefund + " given after refund, " + runs.seen);
            assertThat(runs.seen.keySet()).containsAll(everythingThatCanHappen());
            assertThat(runs.moves).containsExactlyInAnyOrderElementsOf(movesThatBalancesReach());
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
                "crash in the supplier's call",
                "deadline moved",
                "meanwhile",
                "rush",
                "straight road"));
        Arrays.stream(Whim.values()).forEach(whim -> all.add("supplier " + whim));
        return all;
    }

    /** As the table of moves has them, without those that need money from outside or a supplier that reverses. */
    private static List<String> movesThatBalancesReach() {
        return List.of(
                "FULFILLING DEADLINE_PASSED UNDELIVERED",
                "FULFILLING SUPPLIER_REFUSED UNDELIVERED",
                "FULFILLING SUPPLIER_SILENT IN_DOUBT",
                "IN_DOUBT DEADLINE_PASSED UNDELIVERED",
                "IN_DOUBT SUPPLIER_REFUSED UNDELIVERED",
                "IN_DOUBT SUPPLIER_SOLD RENEWED",
                "UNDELIVERED HOLD_VOIDED REFUNDED");
    }
}
