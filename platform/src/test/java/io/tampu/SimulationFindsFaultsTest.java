package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tampu.Simulation.Adapters;
import io.tampu.money.Money;
import io.tampu.payments.Charge;
import io.tampu.payments.PaymentAnswer;
import io.tampu.payments.PaymentProvider;
import io.tampu.payments.RefundAnswer;
import io.tampu.payments.RefundOrder;
import io.tampu.payments.WrappedProvider;
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

    private static final int MOST_SEEDS = 60;
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
        assertThat(found(new Adapters(SendsAgainAfterSilence::new, UnaryOperator.identity())))
                .containsAnyOf("world-once: renewal", "world-has-a-renewal: order");
    }

    @Test
    void anOrderThatIsNotWrittenDownAsAskedBeforeItIsSent() {
        plant("renewals_renewal", "before insert", "new.sending := 'CLEAR'; return new;", "true");

        assertThat(found(Adapters.GOOD)).containsAnyOf("world-once: renewal", "world-has-a-renewal: order");
    }

    @Test
    void aHoldThatIsNotVoided() {
        plant("ledger_posting", "before insert", "return null;", "new.phase = 'voided'");

        assertThat(found(Adapters.GOOD)).contains("its hold was ended 0 times");
    }

    @Test
    void aSaleThatIsPostedTwice() {
        plant(
                "ledger_posting",
                "after insert",
                "new.line := 'revenue-again'; insert into ledger_posting select new.*; return null;",
                "new.line = 'revenue'");

        assertThat(found(Adapters.GOOD)).contains("a posting of an unknown line: revenue-again");
    }

    @Test
    void aBalanceThatIsNotTakenFrom() {
        plant(
                "ledger_balance",
                "before update",
                "new.available_minor := old.available_minor; return new;",
                "new.available_minor < old.available_minor");

        assertThat(found(Adapters.GOOD)).contains("balances: account");
    }

    @Test
    void aPaymentThatNobodyNeedsAndThatIsKept() {
        runs.sql("drop index checkout_attempt_kept");
        plant("checkout_attempt", "before update", "new.state := 'KEPT'; return new;", "new.state = 'SURPLUS'");

        assertThat(foundWithCards(Adapters.GOOD)).containsAnyOf("kept twice for", "(KEPT, ");
    }

    @Test
    void aSurplusWithoutARefund() {
        plant("checkout_refund", "before insert", "return null;", "new.reason = 'surplus'");

        assertThat(foundWithCards(Adapters.GOOD)).contains("SURPLUS").contains("gone back is");
    }

    @Test
    void aLatePaymentThatMovesAnEndedRenewal() {
        plant(
                "checkout_attempt",
                "after update",
                "update renewals_renewal set state = 'RENEWED' where id = new.reference and state = 'UNPAID';"
                        + " return null;",
                "new.state = 'SURPLUS'");

        assertThat(foundWithCards(Adapters.GOOD)).contains("is RENEWED and was given 0 times");
    }

    @Test
    void aRefundThatIsSentWithANewIdAfterSilence() {
        assertThat(foundWithCards(new Adapters(UnaryOperator.identity(), RefundsAgainAfterSilence::new)))
                .contains("the provider has done the refunds");
    }

    @Test
    void aHintThatIsBelievedWithoutAsking() {
        assertThat(foundWithCards(new Adapters(UnaryOperator.identity(), BelievesHints::new)))
                .containsPattern("payment pi_of_\\w+: the books have \\d+, the provider holds 0");
    }

    @Test
    void aRefundThatFailedLaterAndIsNotOwedAgain() {
        plant("checkout_refund", "before update", "return null;", "old.state = 'RETURNED' and new.state = 'FAILED'");

        assertThat(foundWithCards(Adapters.GOOD)).contains("the provider has done the refunds");
    }

    /** What the first seed that fails says. */
    private String found(Adapters adapters) {
        return found(adapters, 2);
    }

    private String foundWithCards(Adapters adapters) {
        return found(adapters, 1);
    }

    private String found(Adapters adapters, long first) {
        for (long seed = first; seed <= MOST_SEEDS; seed += 2) {
            List<String> wrong = runs.run(seed, adapters);
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

    /** A refund has an id of its own before it is sent, and keeps it: this one does not. */
    private static final class RefundsAgainAfterSilence extends WrappedProvider {

        RefundsAgainAfterSilence(PaymentProvider real) {
            super(real);
        }

        @Override
        public RefundAnswer refund(RefundOrder order) {
            RefundAnswer first = super.refund(order);
            return first instanceof RefundAnswer.Unknown
                    ? super.refund(new RefundOrder(
                            new StringBuilder(order.id()).reverse().toString(),
                            order.charge(),
                            order.payment(),
                            order.amount(),
                            order.reason(),
                            Optional.empty()))
                    : first;
        }
    }

    /** It takes each question about an open page, after the page was opened, for proof that it is paid. */
    private static final class BelievesHints extends WrappedProvider {

        BelievesHints(PaymentProvider real) {
            super(real);
        }

        @Override
        public PaymentAnswer query(Charge charge) {
            PaymentAnswer answer = super.query(charge);
            return answer instanceof PaymentAnswer.Pending open
                    ? new PaymentAnswer.Succeeded(
                            open.handle(), "pi_of_" + charge.id(), charge.amount(), "a hint", charge.createdAt())
                    : answer;
        }
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
