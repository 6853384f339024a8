package io.tampu.payments.stripe;

import static io.tampu.payments.stripe.ScriptedStripe.cut;
import static io.tampu.payments.stripe.ScriptedStripe.error;
import static io.tampu.payments.stripe.ScriptedStripe.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.money.Money;
import io.tampu.payments.DisputeAnswer;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.payments.Failure;
import io.tampu.payments.RefundAnswer;
import io.tampu.payments.RefundOrder;
import io.tampu.payments.Retry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** Refunds and disputes: what each state of them means. */
final class StripeRefundsTest extends StripeFixture {

    private static final String POST = "POST refunds";
    private static final String LIST = "GET refunds";
    private static final String LOOK = "GET refunds/re_sample";
    private static final RefundOrder KNOWN =
            new RefundOrder(REFUND, ID, "pi_sample", Money.usd("14.90"), "undelivered", Optional.of("re_sample"));

    @BeforeEach
    void noRefundsYet() {
        other.always(LIST, list(false));
    }

    private RefundAnswer looked(ObjectNode refund) {
        other.once(LOOK, ok(refund));
        return stripe.queryRefund(KNOWN);
    }

    private static ObjectNode refund() {
        return BookOfStripe.sample("refund.json");
    }

    @Test
    void aRefundThatWasMadeBeforeIsFoundEvenAfterItsKeyIsForgotten() {
        var stranger = refund().put("id", "re_other").set("metadata", Fields.JSON.readTree("{}"));
        other.once(LIST, list(true, (ObjectNode) stranger));
        other.once(LIST, list(false, refund()));
        assertThat(stripe.refund(ORDER)).isEqualTo(new RefundAnswer.Succeeded("re_sample", Money.usd("14.90")));
        assertThat(other.asked(POST)).isEmpty();
    }

    @Test
    void aLookThatFailsBeginsNothing() {
        other.always(POST, ok(refund()));
        other.once(LIST, cut());
        assertThat(stripe.refund(ORDER)).isInstanceOf(RefundAnswer.Unknown.class);
        other.once(LIST, error(429, "invalid_request_error", "rate_limit", ""));
        assertThat(stripe.refund(ORDER)).isInstanceOf(RefundAnswer.Failed.class);
        other.once(LIST, text(200, "{\"data\":[{}],\"has_more\":true}"));
        assertThat(stripe.refund(ORDER)).isInstanceOf(RefundAnswer.Unknown.class);
        assertThat(other.asked(POST)).isEmpty();
        assertThat(stripe.refund(ORDER)).isInstanceOf(RefundAnswer.Succeeded.class);
    }

    @Test
    void aKeyThatIsSpoiltByARemembered500GivesWayToTheNextOnceTheListHasNoRefund() {
        other.once(POST, text(500, "{}"));
        assertThat(stripe.refund(ORDER)).isInstanceOf(RefundAnswer.Unknown.class);
        assertThat(other.asked(POST)).hasSize(1);

        other.once(POST, text(500, "{}", "Idempotent-Replayed", "true"));
        other.once(POST, ok(refund()));
        assertThat(stripe.refund(ORDER)).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(other.asked(POST).getLast().headers()).containsEntry("idempotency-key", REFUND + "-2");

        other.once(POST, text(500, "{}", "Idempotent-Replayed", "true"));
        other.once(LIST, list(false));
        other.once(LIST, list(false, refund()));
        assertThat(stripe.refund(ORDER)).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(other.asked(POST)).hasSize(4);
    }

    @Test
    void eachStateOfARefundHasItsMeaning() {
        assertThat(looked(refund())).isEqualTo(new RefundAnswer.Succeeded("re_sample", Money.usd("14.90")));
        assertThat(looked(refund().put("status", "pending").put("pending_reason", "insufficient_funds")))
                .isEqualTo(new RefundAnswer.Pending("re_sample", "insufficient_funds"));
        assertThat(looked(refund().put("status", "requires_action")))
                .isEqualTo(new RefundAnswer.Pending("re_sample", "requires_action"));
        assertThat(looked(refund().put("status", "canceled")))
                .isEqualTo(new RefundAnswer.Failed(
                        Failure.UNREACHABLE, Retry.LATER, "canceled", "the refund re_sample was canceled"));
        assertThat(looked(refund().put("status", "unheard_of"))).isInstanceOf(RefundAnswer.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(RefundFailure.class)
    void aRefundThatFailedSaysWhetherAnotherIsWorthWhile(RefundFailure failure) {
        assertThat(looked(refund().put("status", "failed").put("failure_reason", failure.reason)))
                .isEqualTo(new RefundAnswer.Failed(
                        Failure.UNREACHABLE, failure.retry, failure.reason, "the refund re_sample failed"));
    }

    @ParameterizedTest
    @EnumSource(RefundRefusal.class)
    void aRefusalOfTheTableHasItsClass(RefundRefusal refusal) {
        other.once(POST, error(400, "invalid_request_error", refusal.code, ""));
        assertThat(stripe.refund(ORDER))
                .isEqualTo(new RefundAnswer.Failed(
                        refusal.why, refusal.retry, refusal.code, "A sample of " + refusal.code));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, parameter_invalid_integer, REFUSED, NEVER",
        "400, idempotency_error, idempotency_error, REFUSED, NEVER",
        "401, invalid_request_error, api_key_expired, REFUSED, NEVER",
        "403, invalid_request_error, more_permissions_required, REFUSED, NEVER",
        "409, idempotency_error, idempotency_key_in_use, NOT_NOW, LATER",
        "429, invalid_request_error, lock_timeout, NOT_NOW, LATER"
    })
    void anyReadableNoHasItsClass(int status, String type, String code, Failure why, Retry retry) {
        other.once(POST, error(status, type, code, ""));
        assertThat(stripe.refund(ORDER)).isEqualTo(new RefundAnswer.Failed(why, retry, code, "A sample of " + code));
    }

    @ParameterizedTest
    @CsvSource({
        "amount, 1489",
        "currency, '\"eur\"'",
        "payment_intent, '\"pi_other\"'",
        "payment_intent, null",
        "metadata, '{\"refund\":\"01jd00000000000000000000r2\"}'",
        "metadata, '{}'",
        "id, '\"re_other\"'",
        "object, '\"charge\"'",
        "status, null"
    })
    void aRefundThatContradictsWhatWasAskedIsNoAnswer(String field, String value) {
        var refund = refund();
        refund.set(field, Fields.JSON.readTree(value));
        assertThat(looked(refund)).isInstanceOf(RefundAnswer.Unknown.class);
        if (!field.equals("id")) {
            other.once(POST, ok(refund));
            assertThat(stripe.refund(ORDER)).isInstanceOf(RefundAnswer.Unknown.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "warning_needs_response, WARNING",
        "warning_under_review, WARNING",
        "warning_closed, WON",
        "needs_response, OPEN",
        "under_review, OPEN",
        "won, WON",
        "lost, LOST",
        "prevented, WON"
    })
    void aDisputeSaysWhereTheMoneyIs(String status, Stand stand) {
        other.always(
                "GET disputes/du_sample", ok(BookOfStripe.sample("dispute.json").put("status", status)));
        assertThat(stripe.queryDispute("du_sample"))
                .isEqualTo(new DisputeAnswer.Known(
                        "du_sample",
                        "pi_sample",
                        Money.usd("14.90"),
                        stand,
                        "fraudulent",
                        Instant.ofEpochSecond(1795435400L)));
    }

    @Test
    void aPreventedDisputeThatTookTheMoneyIsLostAndAnUnknownOneIsNoAnswer() {
        var dispute = BookOfStripe.sample("dispute.json").put("status", "prevented");
        dispute.set("balance_transactions", Fields.JSON.readTree("[{\"amount\":-1490}]"));
        other.once("GET disputes/du_sample", ok(dispute));
        assertThat(((DisputeAnswer.Known) stripe.queryDispute("du_sample")).stand())
                .isEqualTo(Stand.LOST);
        other.once("GET disputes/du_sample", ok(dispute.put("status", "unheard_of")));
        assertThat(stripe.queryDispute("du_sample")).isInstanceOf(DisputeAnswer.Unknown.class);
        other.once(
                "GET disputes/du_sample", ok(BookOfStripe.sample("dispute.json").put("id", "du_other")));
        assertThat(stripe.queryDispute("du_sample")).isInstanceOf(DisputeAnswer.Unknown.class);
        assertThat(stripe.queryDispute("../refunds")).isInstanceOf(DisputeAnswer.Unknown.class);
    }
}
