package io.tampu.payments.stripe;

import static io.tampu.payments.stripe.ScriptedStripe.error;
import static io.tampu.payments.stripe.ScriptedStripe.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.money.Money;
import io.tampu.payments.Bill;
import io.tampu.payments.BillUnreadable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The bill of a day: what is a line, which way the money went, and what makes it unreadable. */
final class StripeBillTest extends StripeFixture {

    private static final String PATH = "GET balance_transactions";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private static ObjectNode row(String id, String type, long amount, String source) {
        var row = BookOfStripe.sample("balance-transaction.json");
        row.put("id", id).put("type", type).put("amount", amount).putNull("reporting_category");
        row.set("source", BookOfStripe.sample(source));
        return row;
    }

    private Bill.Line line(ObjectNode row) {
        other.once(PATH, list(false, row));
        return stripe.bill(DAY).lines().getFirst();
    }

    @Test
    void aPaymentIsALineWithItsMarkItsFeeAndItsTime() {
        assertThat(line(row("txn_1", "charge", 1490, "charge.json")))
                .isEqualTo(new Bill.Line(
                        "txn_1",
                        Bill.Kind.TAKEN,
                        "pi_sample",
                        Optional.of(ID),
                        Money.usd("14.90"),
                        Money.usd("0.73"),
                        Instant.ofEpochSecond(1795435261L)));
    }

    @ParameterizedTest
    @CsvSource({
        "charge, 1490, charge.json, TAKEN",
        "payment, 1490, charge.json, TAKEN",
        "payment_failure_refund, -1490, charge.json, RETURNED",
        "payment_reversal, -1490, charge.json, RETURNED",
        "refund, -490, refund.json, RETURNED",
        "payment_refund, -490, refund.json, RETURNED",
        "refund_failure, 490, refund.json, RETURN_FAILED",
        "adjustment, 490, refund.json, RETURN_FAILED",
        "adjustment, -1490, dispute.json, DISPUTED",
        "adjustment, 1490, dispute.json, DISPUTE_WON"
    })
    void whereTheMoneyWentIsToldByItsSourceAndItsSign(String type, long amount, String source, Bill.Kind kind) {
        Bill.Line line = line(row("txn_1", type, amount, source));
        assertThat(line.kind()).isEqualTo(kind);
        assertThat(line.payment()).isEqualTo("pi_sample");
        assertThat(line.amount()).isEqualTo(Money.of(Math.abs(amount), "USD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payout", "payout_failure", "stripe_fee", "tax_fee", "topup", "reserve_transaction"})
    void whatIsNotAboutPaymentsIsNoLine(String type) {
        other.once(PATH, list(false, row("txn_1", type, -100, "charge.json")));
        assertThat(stripe.bill(DAY).lines()).isEmpty();
    }

    @Test
    void aFeeThatIsBookedAsAnAdjustmentIsNoLineAndADisputeIsOne() {
        var fee = row("txn_1", "adjustment", -1500, "dispute.json").put("reporting_category", "fee");
        var dispute = row("txn_2", "adjustment", -1490, "dispute.json").put("reporting_category", "dispute");
        var bare = row("txn_3", "adjustment", -100, "dispute.json").putNull("source");
        other.once(PATH, list(false, fee, dispute, bare));
        assertThat(stripe.bill(DAY).lines()).extracting(Bill.Line::id).containsExactly("txn_2");
    }

    @Test
    void whereTheAccountSettlesInAnotherCurrencyThePayersAmountCounts() {
        var row = row("txn_1", "charge", 1391, "charge.json")
                .put("currency", "eur")
                .put("fee", 60);
        Bill.Line line = line(row);
        assertThat(line.amount()).isEqualTo(Money.usd("14.90"));
        assertThat(line.fee()).isEqualTo(Money.of(60, "EUR"));
    }

    @Test
    void allPagesAreReadAndAllOfTheDayIsAskedFor() {
        other.once(PATH, list(true, row("txn_3", "refund", -490, "refund.json")));
        other.once(PATH, list(true, row("txn_2", "refund", -1, "refund.json")));
        other.once(PATH, list(false, row("txn_1", "charge", 1490, "charge.json")));
        assertThat(stripe.bill(DAY).lines()).hasSize(3);
        var asked = other.asked(PATH);
        assertThat(asked).hasSize(3);
        assertThat(asked.getLast().parameters())
                .containsEntry("created[gte]", "1795392000")
                .containsEntry("created[lt]", "1795478400")
                .containsEntry("starting_after", "txn_2");
    }

    @Test
    void halfABillIsNoBill() {
        var good = row("txn_1", "charge", 1490, "charge.json");
        unreadableAfter(good, error(429, "invalid_request_error", "rate_limit", ""));
        unreadableAfter(good, text(500, "{}"));
        unreadableAfter(good, list(true));
        unreadableAfter(good, list(false, good));
        unreadableAfter(good, list(false, row("txn_2", "a_new_kind", 1, "charge.json")));
        unreadableAfter(
                good, list(false, row("txn_2", "charge", 1, "charge.json").put("created", 1795478400L)));
        unreadableAfter(
                good, list(false, row("txn_2", "charge", 1, "charge.json").put("source", "ch_sample")));
        unreadableAfter(good, list(false, row("txn_2", "charge", 1, "session.json")));
        unreadableAfter(
                good, list(false, row("txn_2", "charge", 1, "charge.json").put("amount", "1")));
        unreadableAfter(good, text(200, "{\"data\":[null],\"has_more\":false}"));
        unreadableAfter(good, text(200, "{\"data\":[]}"));
    }

    private void unreadableAfter(ObjectNode good, ScriptedStripe.Reply second) {
        other.once(PATH, list(true, good));
        other.once(PATH, second);
        assertThatThrownBy(() -> stripe.bill(DAY)).isInstanceOf(BillUnreadable.class);
    }
}
