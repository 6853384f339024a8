package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tampu.money.Money;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.OrderWord;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.SupplierHint;
import io.tampu.suppliers.TopUpAnswer;
import io.tampu.suppliers.TopUpOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A simulation that finds nothing proves nothing: each fault is planted beside the program, and the simulation must find it. */
class SimulationFindsFaultsTest {

    private static final int MOST_SEEDS = 15;
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private static final Level BEFORE = LOG.getLevel();

    private final SimulationRuns runs = new SimulationRuns();

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(BEFORE);
    }

    @AfterEach
    void close() {
        runs.close();
    }

    @Test
    void anAdapterThatSendsAgainAfterSilence() {
        assertThat(found(SendsAgainAfterSilence::new))
                .containsAnyOf("world-once: renewal", "world-has-a-renewal: order");
    }

    @Test
    void anOrderThatIsNotWrittenDownAsAskedBeforeItIsSent() {
        plant("renewals_renewal", "before insert", "new.sending := 'CLEAR'; return new;", "true");

        assertThat(found(UnaryOperator.identity())).containsAnyOf("world-once: renewal", "world-has-a-renewal: order");
    }

    @Test
    void aHoldThatIsNotVoided() {
        plant("ledger_posting", "before insert", "return null;", "new.phase = 'voided'");

        assertThat(found(UnaryOperator.identity())).contains("its hold was ended 0 times");
    }

    @Test
    void aSaleThatIsPostedTwice() {
        plant(
                "ledger_posting",
                "after insert",
                "new.line := 'revenue-again'; insert into ledger_posting select new.*; return null;",
                "new.line = 'revenue'");

        assertThat(found(UnaryOperator.identity())).contains("a posting of an unknown line: revenue-again");
    }

    @Test
    void aBalanceThatIsNotTakenFrom() {
        plant(
                "ledger_balance",
                "before update",
                "new.available_minor := old.available_minor; return new;",
                "new.available_minor < old.available_minor");

        assertThat(found(UnaryOperator.identity())).contains("balances: account");
    }

    /** What the first seed that fails says. */
    private String found(UnaryOperator<Supplier> adapter) {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            List<String> wrong = runs.run(seed, adapter);
            if (!wrong.isEmpty()) {
                return String.join("\n", wrong);
            }
        }
        return "nothing";
    }

    /** A fault of the program's, made by the database: production code has no place for faults. */
    private void plant(String table, String when, String body, String only) {
        runs.sql("create function planted() returns trigger language plpgsql as $$ begin " + body + " end $$");
        runs.sql("create trigger planted " + when + " on " + table + " for each row when (" + only
                + ") execute function planted()");
    }

    private record SendsAgainAfterSilence(Supplier real) implements Supplier {

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public TopUpAnswer topUp(TopUpOrder order) {
            TopUpAnswer first = real.topUp(order);
            return first instanceof TopUpAnswer.Silent ? real.topUp(order) : first;
        }

        @Override
        public OrderWord askAbout(TopUpOrder order) {
            return real.askAbout(order);
        }

        @Override
        public EsimWord look(String iccid) {
            return real.look(iccid);
        }

        @Override
        public EsimWord lookAtPackages(String iccid) {
            return real.lookAtPackages(iccid);
        }

        @Override
        public Optional<Money> credit() {
            return real.credit();
        }

        @Override
        public Optional<SupplierHint> verify(Map<String, String> headers, byte[] body) {
            return real.verify(headers, body);
        }
    }
}
