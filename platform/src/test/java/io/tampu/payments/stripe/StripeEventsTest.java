package io.tampu.payments.stripe;

import static io.tampu.payments.stripe.ScriptedStripe.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.engine.Secret;
import io.tampu.money.Money;
import io.tampu.payments.BillUnreadable;
import io.tampu.payments.Heard;
import io.tampu.payments.Heard.About;
import io.tampu.payments.Heard.Why;
import io.tampu.payments.OtherSide.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Notifications: who signed them, when, for whom, and what they speak of. */
final class StripeEventsTest extends StripeFixture {

    private static ObjectNode event(String id, String type, ObjectNode about) {
        var event = BookOfStripe.sample("event.json").put("id", id).put("type", type);
        ((ObjectNode) event.get("data")).set("object", about);
        return event;
    }

    private static ObjectNode unmarked(String file) {
        var about = BookOfStripe.sample(file).put("client_reference_id", "not ours");
        about.set("metadata", Fields.JSON.readTree("{\"attempt\":\"ABC\",\"refund\":\"\"}"));
        return about;
    }

    private Heard hear(ObjectNode event) {
        Delivery delivery = SellingStripe.signed(SellingStripe.SIGNING, clock.instant(), event.toString());
        return stripe.verify(delivery.headers(), delivery.body());
    }

    private About about(String type, ObjectNode object) {
        return ((Heard.Genuine) hear(event("evt_1", type, object))).about();
    }

    private static Why why(Heard heard) {
        return ((Heard.Apart) heard).why();
    }

    @Test
    void whatAnEventSpeaksOfIsOursByItsMarkElseForeign() {
        var ours = new About.OfCharge(ID);
        var payment = new About.OfPayment("pi_sample");
        assertThat(about("payment_intent.succeeded", BookOfStripe.sample("intent.json")))
                .isEqualTo(ours);
        assertThat(about("payment_intent.succeeded", unmarked("intent.json"))).isEqualTo(payment);
        assertThat(about("checkout.session.completed", BookOfStripe.sample("session.json")))
                .isEqualTo(ours);
        assertThat(about("checkout.session.completed", unmarked("session.json")))
                .isEqualTo(new About.OfNothing());
        assertThat(about("charge.refunded", BookOfStripe.sample("charge.json"))).isEqualTo(ours);
        assertThat(about("charge.refunded", unmarked("charge.json"))).isEqualTo(payment);
        assertThat(about("refund.updated", BookOfStripe.sample("refund.json"))).isEqualTo(new About.OfRefund(REFUND));
        assertThat(about("refund.created", unmarked("refund.json")))
                .isEqualTo(new About.OfForeignRefund("re_sample", "pi_sample"));
        assertThat(about("charge.dispute.created", BookOfStripe.sample("dispute.json")))
                .isEqualTo(new About.OfDispute("du_sample", "pi_sample"));
        assertThat(about("payout.paid", unmarked("event.json").put("object", "payout")))
                .isEqualTo(new About.OfNothing());
    }

    @Test
    void theAmountThatItClaimsIsToldForComparison() {
        var taken = BookOfStripe.sample("intent.json").put("amount_received", 1000);
        assertThat(((Heard.Genuine) hear(event("evt_1", "payment_intent.succeeded", taken))).amount())
                .contains(Money.usd("10.00"));
        var without = BookOfStripe.sample("intent.json").put("currency", "unheard of");
        assertThat(((Heard.Genuine) hear(event("evt_1", "payment_intent.succeeded", without))).amount())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "300, true", "301, false", "-300, true", "-301, false"})
    void fiveMinutesEitherWayAreInTime(long secondsAgo, boolean inTime) {
        var event = event("evt_1", "payment_intent.succeeded", BookOfStripe.sample("intent.json"));
        var delivery =
                SellingStripe.signed(SellingStripe.SIGNING, clock.instant().minusSeconds(secondsAgo), event.toString());
        Heard heard = stripe.verify(delivery.headers(), delivery.body());
        if (inTime) {
            assertThat(heard).isInstanceOf(Heard.Genuine.class);
        } else {
            assertThat(why(heard)).isEqualTo(Why.REPLAYED);
        }
    }

    @Test
    void whileASecretIsRolledEitherSecretAndEitherSignatureWillDo() {
        var older = new Secret("whsec_older");
        var both = new Stripe(
                new StripeSettings(
                        other.address(),
                        SellingStripe.KEY,
                        List.of(SellingStripe.SIGNING, older),
                        SellingStripe.TIMEOUT),
                http,
                clock);
        var event = event("evt_1", "payment_intent.succeeded", BookOfStripe.sample("intent.json"));
        byte[] body = event.toString().getBytes(StandardCharsets.UTF_8);
        long now = clock.instant().getEpochSecond();
        String byOlder = HexFormat.of().formatHex(Signatures.sign(older, now, body));
        String rolled = "t=" + now + ",v1=" + "00".repeat(32) + ", v1=" + byOlder + ",v0=ab";

        assertThat(both.verify(Map.of("stripe-signature", rolled), body)).isInstanceOf(Heard.Genuine.class);
        assertThat(why(stripe.verify(Map.of("stripe-signature", rolled), body))).isEqualTo(Why.FORGED);
        var none = new Stripe(
                new StripeSettings(other.address(), SellingStripe.KEY, List.of(), SellingStripe.TIMEOUT), http, clock);
        assertThat(why(none.verify(Map.of("stripe-signature", rolled), body))).isEqualTo(Why.FORGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t=",
                "t=1,v1=",
                "v1=00",
                "t=-1,v1=00",
                "t=1e9,v1=00",
                "t=99999999999999999999,v1=00",
                "t=1,v1=zz",
                "t=1,v1",
                ",,,,",
                "t=1;v1=00"
            })
    void aHeaderThatIsNoSignatureIsForged(String header) {
        byte[] body = event("evt_1", "sample", BookOfStripe.sample("intent.json"))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        assertThat(why(stripe.verify(Map.of("stripe-signature", header), body))).isEqualTo(Why.FORGED);
        assertThat(why(stripe.verify(Map.of("stripe-signature", "v1=00,".repeat(2_000)), body)))
                .isEqualTo(Why.FORGED);
        assertThat(why(stripe.verify(Map.of("stripe-signature", header), new byte[600_000])))
                .isEqualTo(Why.FORGED);
    }

    @Test
    void whatIsSignedForSomebodyElseIsNotForUs() {
        var live = event("evt_1", "payment_intent.succeeded", BookOfStripe.sample("intent.json"));
        assertThat(why(hear(live.put("livemode", true)))).isEqualTo(Why.WRONG_ACCOUNT);
        var connected = event("evt_1", "payment_intent.succeeded", BookOfStripe.sample("intent.json"));
        assertThat(why(hear(connected.put("account", "acct_other")))).isEqualTo(Why.WRONG_ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"object\":\"event\"",
                "{\"object\":\"event\",\"livemode\":false}",
                "{\"object\":\"event\",\"livemode\":false,\"type\":\"a\",\"id\":\"evt_1\",\"data\":{\"object\":[]}}",
                "{\"object\":\"event\",\"livemode\":false,\"type\":\"a\",\"id\":\"'; --\",\"data\":{\"object\":{}}}",
                "{\"object\":\"event\",\"livemode\":false,\"type\":7,\"id\":\"evt_1\",\"data\":{\"object\":{}}}"
            })
    void whatIsSignedAndNotReadableIsKeptApart(String body) {
        Delivery delivery = SellingStripe.signed(SellingStripe.SIGNING, clock.instant(), body);
        assertThat(why(stripe.verify(delivery.headers(), delivery.body()))).isEqualTo(Why.UNREADABLE);
    }

    @Test
    void whatCouldNotBeDeliveredIsReadOldestFirstAndWithoutWhatWeDoNotActOn() {
        var intent = BookOfStripe.sample("intent.json");
        other.once("GET events", list(true, event("evt_4", "a", intent), event("evt_3", "a", intent)));
        other.once(
                "GET events",
                list(
                        false,
                        event("evt_2", "payout.paid", unmarked("event.json").put("object", "payout")),
                        event("evt_1", "a", intent).put("livemode", true),
                        event("evt_0", "a", intent)));
        assertThat(stripe.undelivered(NOON))
                .extracting(Heard.Genuine::uniqueKey)
                .containsExactly("evt_0", "evt_3", "evt_4");
        assertThat(other.asked("GET events").getFirst().parameters())
                .containsEntry("created[gte]", "1795435200")
                .containsEntry("delivery_success", "false");
    }

    @Test
    void afterALongOutageTheOldestComeFirstAndTheRestLater() {
        var intent = BookOfStripe.sample("intent.json");
        for (int page = 4; page >= 0; page--) {
            var rows = new ObjectNode[100];
            for (int i = 0; i < 100; i++) {
                rows[i] = event("evt_" + (page * 100 + 99 - i), "a", intent);
            }
            other.once("GET events", list(page > 0, rows));
        }
        var lost = stripe.undelivered(NOON);
        assertThat(lost).hasSize(300);
        assertThat(lost.getFirst().uniqueKey()).isEqualTo("evt_0");
        assertThat(lost.getLast().uniqueKey()).isEqualTo("evt_299");
    }

    @Test
    void aListOfEventsThatIsNotOneIsNotTakenForAnEmptyOne() {
        for (var reply : List.of(
                error(401, "invalid_request_error", "api_key_expired", ""),
                ScriptedStripe.text(200, "{\"data\":null,\"has_more\":false}"),
                ScriptedStripe.text(200, "{\"data\":[]}"),
                ScriptedStripe.cut())) {
            other.once("GET events", reply);
            assertThatThrownBy(() -> stripe.undelivered(NOON)).isInstanceOf(BillUnreadable.class);
        }
        assertThat(Optional.of(other.asked("GET events").size())).contains(4);
    }
}
