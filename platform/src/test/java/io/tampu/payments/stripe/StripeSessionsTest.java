package io.tampu.payments.stripe;

import static io.tampu.payments.stripe.ScriptedStripe.cut;
import static io.tampu.payments.stripe.ScriptedStripe.error;
import static io.tampu.payments.stripe.ScriptedStripe.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.money.Money;
import io.tampu.payments.Charge;
import io.tampu.payments.Decline;
import io.tampu.payments.Failure;
import io.tampu.payments.PaymentAnswer;
import io.tampu.payments.PaymentAnswer.Todo;
import io.tampu.payments.Retry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Charges: what is asked of Stripe, and what each state of a session means. */
final class StripeSessionsTest extends StripeFixture {

    private Map<String, String> sent() {
        return other.asked(CREATE).getLast().parameters();
    }

    private PaymentAnswer looked(ObjectNode session) {
        other.once(LOOK, ok(session));
        return stripe.query(charge("cs_test_sample"));
    }

    private static ObjectNode intent(ObjectNode session) {
        return (ObjectNode) session.get("payment_intent");
    }

    private static Failure why(PaymentAnswer answer) {
        return ((PaymentAnswer.Failed) answer).why();
    }

    @Test
    void aRepeatAsksForExactlyTheSameUnderTheSameKeyHoweverLateItIs() {
        other.always(CREATE, file("session.json"));
        stripe.create(charge());
        clock.turn(Duration.ofHours(3));
        stripe.create(charge());

        var asked = other.asked(CREATE);
        assertThat(asked).hasSize(2);
        assertThat(asked.getFirst().body()).isEqualTo(asked.getLast().body());
        assertThat(asked).allMatch(one -> ID.equals(one.headers().get("idempotency-key")));
        assertThat(sent())
                .containsEntry("client_reference_id", ID)
                .containsEntry("metadata[attempt]", ID)
                .containsEntry("payment_intent_data[metadata][attempt]", ID)
                .containsEntry("success_url", charge().backTo().toString())
                .containsEntry("cancel_url", charge().cancelTo().toString());
    }

    @ParameterizedTest
    @CsvSource({"1, 35", "35, 35", "60, 60", "1435, 1435", "1440, 1435", "100000, 1435", "-5, 35"})
    void thePageClosesAsSoonAsWeWishWithinWhatStripeTakes(long wishedMinutes, long minutes) {
        other.always(CREATE, file("session.json"));
        stripe.create(charge(Money.usd("14.90"), "es", NOON.plus(Duration.ofMinutes(wishedMinutes))));

        Instant end = Instant.ofEpochSecond(Long.parseLong(sent().getOrDefault("expires_at", "0")));
        assertThat(end).isEqualTo(NOON.plus(Duration.ofMinutes(minutes)));
    }

    @ParameterizedTest
    @CsvSource({"zh, zh", "es, es-419", "en, en", "qu, auto"})
    void thePageSpeaksThePayersLanguage(String language, String locale) {
        other.always(CREATE, file("session.json"));
        stripe.create(charge(Money.usd("14.90"), language, NOON));

        assertThat(sent()).containsEntry("locale", locale);
    }

    @Test
    void aMeansOrAnAmountThatStripeCannotTakeIsRefusedWithoutAsking() {
        Charge good = charge();
        var alipay = new Charge(
                ID,
                "alipay",
                good.amount(),
                good.description(),
                good.backTo(),
                good.cancelTo(),
                "es",
                NOON,
                NOON,
                Optional.empty());

        assertThat(why(stripe.create(alipay))).isEqualTo(Failure.REFUSED);
        assertThat(why(stripe.query(charge(Money.of(1001, "KWD"), "es", NOON)))).isEqualTo(Failure.REFUSED);
        assertThat(other.asked()).isEmpty();
    }

    @Test
    void aReplayIsHowItWasSoTheSessionIsLookedAt() {
        other.always(CREATE, text(200, ScriptedStripe.recorded("session.json"), "Idempotent-Replayed", "true"));
        other.always(LOOK, ok(session("complete", "paid", "succeeded")));

        assertThat(stripe.create(charge()))
                .isEqualTo(new PaymentAnswer.Succeeded(
                        "cs_test_sample",
                        "pi_sample",
                        Money.usd("14.90"),
                        "Visa 4242",
                        Instant.ofEpochSecond(1795435261L)));
    }

    @Test
    void eachStateOfASessionAndItsPaymentHasItsMeaning() {
        var page = URI.create("http://127.0.0.1:9/stripe/pay/cs_test_sample");
        var until = Instant.ofEpochSecond(1795437300L);
        var open = new PaymentAnswer.Pending("cs_test_sample", new Todo.OpenPage(page, until), Optional.empty());
        var wait = new PaymentAnswer.Pending("cs_test_sample", new Todo.Wait(), Optional.empty());

        assertThat(looked(session("open", "unpaid", ""))).isEqualTo(open);
        assertThat(looked(session("open", "unpaid", "requires_payment_method"))).isEqualTo(open);
        assertThat(looked(session("open", "unpaid", "requires_action"))).isEqualTo(open);
        assertThat(looked(session("open", "unpaid", "processing"))).isEqualTo(wait);
        assertThat(looked(session("complete", "unpaid", "processing"))).isEqualTo(wait);
        assertThat(looked(session("complete", "unpaid", "requires_capture"))).isEqualTo(wait);
        assertThat(looked(session("expired", "unpaid", "processing"))).isEqualTo(wait);
        assertThat(why(looked(session("expired", "unpaid", "")))).isEqualTo(Failure.CLOSED);
        assertThat(why(looked(session("expired", "unpaid", "canceled")))).isEqualTo(Failure.CLOSED);
        assertThat(why(looked(session("complete", "unpaid", "requires_payment_method"))))
                .isEqualTo(Failure.DECLINED);
        // Money is money, also behind a page that is closed.
        assertThat(looked(session("expired", "unpaid", "succeeded"))).isInstanceOf(PaymentAnswer.Succeeded.class);
        assertThat(looked(session("open", "unpaid", "succeeded"))).isInstanceOf(PaymentAnswer.Succeeded.class);
    }

    @Test
    void adviceAboutThisChargeOutranksTheTableOfCodes() {
        assertThat(declined("insufficient_funds", "\"do_not_try_again\""))
                .contains(new Decline(Retry.NEVER, "insufficient_funds"));
        assertThat(declined("stolen_card", "\"try_again_later\"")).contains(new Decline(Retry.LATER, "stolen_card"));
        assertThat(declined("generic_decline", "\"confirm_card_data\""))
                .contains(new Decline(Retry.CUSTOMER, "generic_decline"));
        assertThat(declined("stolen_card", "null")).contains(new Decline(Retry.NEVER, "stolen_card"));
        assertThat(declined("expired_card", "\"something new\"")).contains(new Decline(Retry.CUSTOMER, "expired_card"));
        assertThat(declined("a_new_code", "null")).contains(new Decline(Retry.CUSTOMER, "a_new_code"));
    }

    private Optional<Decline> declined(String code, String advice) {
        var session = session("open", "unpaid", "requires_payment_method");
        intent(session)
                .set(
                        "last_payment_error",
                        Fields.JSON.readTree("{\"type\":\"card_error\",\"code\":\"card_declined\",\"decline_code\":\""
                                + code + "\",\"advice_code\":" + advice + "}"));
        return ((PaymentAnswer.Pending) looked(session)).decline();
    }

    @ParameterizedTest
    @CsvSource({
        "amount_total, 1491",
        "amount_total, '\"1490\"'",
        "amount_total, 1490.0",
        "currency, '\"eur\"'",
        "currency, null",
        "client_reference_id, '\"01jd0000000000000000000002\"'",
        "client_reference_id, null",
        "livemode, true",
        "livemode, null",
        "id, '\"cs_test_other\"'",
        "id, '\"../refunds\"'",
        "object, '\"payment_link\"'",
        "payment_status, '\"no_payment_required\"'",
        "payment_status, '\"paid\"'",
        "status, '\"new\"'",
        "status, 7",
        "url, null",
        "url, '\"javascript:alert(1)\"'",
        "url, '\"/pay\"'",
        "expires_at, -1",
        "expires_at, 99999999999999",
        "payment_intent, '\"pi_sample\"'"
    })
    void aSessionThatContradictsWhatWasAskedIsNoAnswer(String field, String value) {
        var session = session("open", "unpaid", "");
        session.set(field, Fields.JSON.readTree(value));
        assertThat(looked(session)).isInstanceOf(PaymentAnswer.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "status, '\"unheard_of\"'",
        "amount_received, 0",
        "amount_received, null",
        "currency, '\"usdollar\"'",
        "id, null",
        "metadata, '{\"attempt\":\"01jd0000000000000000000002\"}'"
    })
    void aPaymentThatContradictsWhatWasAskedIsNoAnswer(String field, String value) {
        var session = session("complete", "paid", "succeeded");
        intent(session).set(field, Fields.JSON.readTree(value));
        assertThat(looked(session)).isInstanceOf(PaymentAnswer.Unknown.class);
    }

    @Test
    void whatWasReallyTakenIsToldForTheHouseToCompare() {
        var session = session("complete", "paid", "succeeded");
        intent(session).put("amount_received", 1000).put("currency", "eur");
        assertThat(((PaymentAnswer.Succeeded) looked(session)).taken()).isEqualTo(Money.of(1000, "EUR"));
    }

    @Test
    void ourKeyRefusedIsAMatterForOperatorsAndTellsNothingOfAChargeThatWasAskedForBefore() {
        for (int status : new int[] {401, 403}) {
            other.always(CREATE, error(status, "invalid_request_error", "secret_key_required", ""));
            other.always(LOOK, error(status, "invalid_request_error", "secret_key_required", ""));
            assertThat(why(stripe.create(charge()))).isEqualTo(Failure.REFUSED);
            assertThat(stripe.query(charge())).isInstanceOf(PaymentAnswer.Unknown.class);
            assertThat(stripe.query(charge("cs_test_sample"))).isInstanceOf(PaymentAnswer.Unknown.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, parameter_invalid_integer, REFUSED, NEVER",
        "402, card_error, insufficient_funds, DECLINED, LATER",
        "404, invalid_request_error, resource_missing, REFUSED, NEVER",
        "409, idempotency_error, idempotency_key_in_use, NOT_NOW, LATER",
        "429, invalid_request_error, lock_timeout, NOT_NOW, LATER",
        "429, invalid_request_error, rate_limit, NOT_NOW, LATER"
    })
    void aReadableNoHasItsClass(int status, String type, String code, Failure why, Retry retry) {
        other.always(CREATE, error(status, type, code, ""));
        assertThat(stripe.create(charge()))
                .isEqualTo(new PaymentAnswer.Failed(why, retry, code, "A sample of " + code));
        assertThat(other.asked()).hasSize(1);
    }

    @Test
    void aHandleThatStripeDoesNotKnowIsNoProofThatNobodyPays() {
        other.always(LOOK, error(404, "invalid_request_error", "resource_missing", "session"));
        assertThat(stripe.query(charge("cs_test_sample"))).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(stripe.query(charge("../../v1/refunds"))).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(stripe.close(charge("../../v1/refunds"))).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(other.asked()).hasSize(1);
    }

    @Test
    void aKeyThatIsUsedOrForgottenIsLookedUpInTheList() {
        var stranger =
                BookOfStripe.sample("session.json").put("id", "cs_test_1").put("client_reference_id", "x");
        other.always(LOOK, ok(session("open", "unpaid", "")));
        for (var no : new ScriptedStripe.Reply[] {
            error(400, "idempotency_error", "idempotency_error", ""),
            error(400, "invalid_request_error", "parameter_invalid", "expires_at")
        }) {
            other.once(CREATE, no);
            other.once(LIST, list(true, stranger));
            other.once(LIST, list(false, BookOfStripe.sample("session.json")));
            assertThat(stripe.create(charge())).isInstanceOf(PaymentAnswer.Pending.class);
        }
        assertThat(other.asked(LIST).getLast().parameters())
                .containsEntry("starting_after", "cs_test_1")
                .containsEntry("created[gte]", Long.toString(NOON.getEpochSecond() - 900))
                .containsEntry("created[lte]", Long.toString(NOON.getEpochSecond() + 2400 + 900));
    }

    @Test
    void whatIsTooLateAndNotInTheListCanNeverBePaid() {
        other.always(CREATE, error(400, "invalid_request_error", "parameter_invalid", "expires_at"));
        other.once(LIST, list(false));
        assertThat(why(stripe.query(charge()))).isEqualTo(Failure.CLOSED);
        other.once(LIST, text(200, "{\"data\":[]}"));
        assertThat(stripe.query(charge())).isInstanceOf(PaymentAnswer.Unknown.class);
        other.once(LIST, cut());
        assertThat(stripe.create(charge())).isInstanceOf(PaymentAnswer.Unknown.class);
    }

    @Test
    void aRemembered500DoesNotHideTheSessionThatWasMadeBeforeIt() {
        other.always(CREATE, text(500, "{}", "Idempotent-Replayed", "true"));
        other.always(LIST, list(false, BookOfStripe.sample("session.json")));
        other.always(LOOK, ok(session("complete", "paid", "succeeded")));
        assertThat(stripe.create(charge())).isInstanceOf(PaymentAnswer.Succeeded.class);
        assertThat(stripe.query(charge())).isInstanceOf(PaymentAnswer.Succeeded.class);
        assertThat(other.asked(CREATE))
                .hasSize(2)
                .allMatch(one -> ID.equals(one.headers().get("idempotency-key")));
    }

    @Test
    void aKeyThatIsSpoiltByARemembered500GivesWayToTheNextOnceTheListHasNoSession() {
        other.once(CREATE, text(500, "{}", "Idempotent-Replayed", "true"));
        other.once(LIST, list(false));
        other.once(CREATE, file("session.json"));
        assertThat(stripe.create(charge())).isInstanceOf(PaymentAnswer.Pending.class);
        assertThat(other.asked(CREATE).getLast().headers()).containsEntry("idempotency-key", ID + "-2");

        other.always(CREATE, text(500, "{}", "Idempotent-Replayed", "true"));
        other.once(LIST, text(500, "{}"));
        assertThat(stripe.create(charge())).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(other.asked(CREATE)).hasSize(3);
        other.always(LIST, list(false));
        assertThat(stripe.create(charge())).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(other.asked(CREATE)).hasSize(3 + Wire.MOST_KEYS);
    }

    @Test
    void whatCannotBeExpiredIsLookedAt() {
        other.always(EXPIRE, error(400, "invalid_request_error", "checkout_session_not_open", ""));
        other.once(LOOK, ok(session("complete", "unpaid", "processing")));
        assertThat(stripe.close(charge("cs_test_sample"))).isInstanceOf(PaymentAnswer.Pending.class);
        other.once(LOOK, ok(session("complete", "paid", "succeeded")));
        assertThat(stripe.close(charge("cs_test_sample"))).isInstanceOf(PaymentAnswer.Succeeded.class);
        other.always(EXPIRE, error(429, "invalid_request_error", "lock_timeout", ""));
        assertThat(stripe.close(charge("cs_test_sample"))).isInstanceOf(PaymentAnswer.Unknown.class);
    }

    @Test
    void noSecretAndNoCardNumberIsInWhatIsReported() {
        String leak = "Invalid key sk_test_sandbox_stripe_key for card 4242 4242 4242 4242 or 4242424242424242, "
                + "pi_1_secret_2 whsec_sandbox_stripe_secret\\u0007";
        other.always(
                CREATE,
                text(
                        400,
                        "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"4242424242424242\","
                                + "\"message\":\"" + leak + "\"}}"));
        String said = stripe.create(charge()).toString();
        assertThat(said).contains("Invalid key *** for card ***").doesNotContain("4242", "sandbox_stripe", "secret_2");
        var session = session("complete", "paid", "succeeded");
        ((ObjectNode) intent(session).at("/latest_charge/payment_method_details/card"))
                .put("last4", "4242424242424242");
        assertThat(((PaymentAnswer.Succeeded) looked(session)).means()).isEqualTo("Visa");
    }
}
