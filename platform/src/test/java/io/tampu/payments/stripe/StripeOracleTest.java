package io.tampu.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import com.stripe.model.checkout.Session;
import com.stripe.net.ApiResource;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionExpireParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import io.tampu.payments.Charge;
import io.tampu.payments.Heard;
import io.tampu.payments.stripe.ScriptedStripe.Asked;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Stripe's own library is the judge: of signatures both ways, of what we send, and of the messages that our tests are made of. */
final class StripeOracleTest extends StripeFixture {

    private static final String SECRET = SellingStripe.SIGNING.reveal();

    private static String event() {
        return ScriptedStripe.recorded("event.json")
                .replace("\"object\":{}", "\"object\":" + ScriptedStripe.recorded("intent.json"));
    }

    private Heard hear(String header, byte[] body) {
        return stripe.verify(Map.of("stripe-signature", header), body);
    }

    @Test
    void whatStripeSignsIsHeardAndWithOneByteChangedItIsForged() throws Exception {
        long now = clock.instant().getEpochSecond();
        byte[] body = event().getBytes(StandardCharsets.UTF_8);
        String header = Webhook.Signature.generateSignatureHeader(event(), SECRET, now);

        assertThat(hear(header, body)).isInstanceOf(Heard.Genuine.class);
        for (int i = 0; i < body.length; i += 7) {
            byte[] altered = body.clone();
            altered[i] ^= 1;
            assertThat(hear(header, altered))
                    .isInstanceOfSatisfying(
                            Heard.Apart.class, apart -> assertThat(apart.why()).isEqualTo(Heard.Why.FORGED));
        }
        for (int i = header.indexOf("v1=") + 3; i < header.length(); i++) {
            String altered = header.substring(0, i) + (header.charAt(i) == '0' ? '1' : '0') + header.substring(i + 1);
            assertThat(hear(altered, body)).isInstanceOf(Heard.Apart.class);
        }
    }

    @Test
    void whatWeWouldSignStripesLibraryBelieves() throws Exception {
        long now = clock.instant().getEpochSecond();
        String body = event();
        String header = "t=" + now + ",v1="
                + HexFormat.of()
                        .formatHex(Signatures.sign(SellingStripe.SIGNING, now, body.getBytes(StandardCharsets.UTF_8)));

        Event event = Webhook.constructEvent(body, header, SECRET, 300, clock);

        assertThat(event.getId()).isEqualTo("evt_sample");
        assertThat(((Heard.Genuine) hear(header, body.getBytes(StandardCharsets.UTF_8))).uniqueKey())
                .isEqualTo(event.getId());
        assertThatThrownBy(() -> Webhook.constructEvent(body + " ", header, SECRET, 300, clock))
                .isInstanceOf(SignatureVerificationException.class);
    }

    private StripeClient official() {
        return StripeClient.builder()
                .setApiKey(SellingStripe.KEY.reveal())
                .setApiBase(other.address().toString())
                .setMaxNetworkRetries(0)
                .build();
    }

    private static SessionCreateParams official(Charge charge) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(charge.id())
                .putMetadata("attempt", charge.id())
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("attempt", charge.id())
                        .setDescription(charge.description())
                        .build())
                .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency("usd")
                                .setUnitAmount(1490L)
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName(charge.description())
                                        .build())
                                .build())
                        .build())
                .setAdaptivePricing(SessionCreateParams.AdaptivePricing.builder()
                        .setEnabled(false)
                        .build())
                .setLocale(SessionCreateParams.Locale.ES_419)
                .setExpiresAt(charge.payUntil().getEpochSecond())
                .setSuccessUrl(charge.backTo().toString())
                .setCancelUrl(charge.cancelTo().toString())
                .build();
    }

    @Test
    void whatIsSentIsWhatStripesLibrarySends() throws Exception {
        scriptEverything();
        Charge charge = charge("cs_test_sample");
        stripe.create(charge());
        stripe.query(charge);
        stripe.close(charge);
        stripe.refund(ORDER);
        stripe.bill(LocalDate.of(2026, 11, 22));
        stripe.undelivered(NOON);
        List<Asked> ours = other.asked();

        var official = official();
        var key = RequestOptions.builder().setIdempotencyKey(ID).build();
        String inside = "payment_intent.latest_charge";
        official.v1().checkout().sessions().create(official(charge), key);
        official.v1()
                .checkout()
                .sessions()
                .retrieve(
                        "cs_test_sample",
                        SessionRetrieveParams.builder().addExpand(inside).build());
        official.v1()
                .checkout()
                .sessions()
                .expire(
                        "cs_test_sample",
                        SessionExpireParams.builder().addExpand(inside).build());
        official.v1()
                .refunds()
                .list(RefundListParams.builder()
                        .setPaymentIntent("pi_sample")
                        .setLimit(100L)
                        .build());
        official.v1()
                .refunds()
                .create(
                        RefundCreateParams.builder()
                                .setPaymentIntent("pi_sample")
                                .setAmount(1490L)
                                .putMetadata("refund", REFUND)
                                .putMetadata("reason", "undelivered")
                                .build(),
                        RequestOptions.builder().setIdempotencyKey(REFUND).build());
        official.v1().balanceTransactions().list(officialDay());
        official.v1().events().list(officialLost());
        List<Asked> theirs = other.asked().subList(ours.size(), other.asked().size());

        assertThat(ours)
                .extracting(Asked::what)
                .containsExactlyElementsOf(theirs.stream().map(Asked::what).toList());
        for (int i = 0; i < ours.size(); i++) {
            assertThat(ours.get(i).parameters())
                    .as(ours.get(i).what())
                    .isEqualTo(theirs.get(i).parameters());
            for (String header : List.of("authorization", "stripe-version")) {
                assertThat(ours.get(i).headers().get(header))
                        .isNotNull()
                        .isEqualTo(theirs.get(i).headers().get(header));
            }
        }
        assertThat(ours.getFirst().headers().get("idempotency-key")).isEqualTo(ID);
        assertThat(ours.get(4).headers().get("idempotency-key")).isEqualTo(REFUND);
    }

    private static BalanceTransactionListParams officialDay() {
        return BalanceTransactionListParams.builder()
                .setCreated(BalanceTransactionListParams.Created.builder()
                        .setGte(NOON.getEpochSecond() - 36 * 3600)
                        .setLt(NOON.getEpochSecond() - 12 * 3600)
                        .build())
                .addExpand("data.source")
                .setLimit(100L)
                .build();
    }

    private static EventListParams officialLost() {
        return EventListParams.builder()
                .setCreated(EventListParams.Created.builder()
                        .setGte(NOON.getEpochSecond())
                        .build())
                .setDeliverySuccess(false)
                .setLimit(100L)
                .build();
    }

    private void scriptEverything() {
        other.always(CREATE, file("session.json"));
        other.always(LOOK, file("session.json"));
        other.always(EXPIRE, ok(session("expired", "unpaid", "")));
        other.always("POST refunds", file("refund.json"));
        for (String path : List.of("refunds", "balance_transactions", "events")) {
            other.always("GET " + path, list(false));
        }
    }

    /** So that our tests are not made of fields that Stripe does not have. */
    @Test
    void theRecordedMessagesHoldOnlyFieldsThatStripesLibraryKnows() {
        var unknown = new ArrayList<String>();
        unknown("session.json", Session.class, unknown);
        unknown("intent.json", PaymentIntent.class, unknown);
        unknown("charge.json", com.stripe.model.Charge.class, unknown);
        unknown("declined.json", StripeError.class, unknown);
        unknown("refund.json", Refund.class, unknown);
        unknown("dispute.json", Dispute.class, unknown);
        unknown("event.json", Event.class, unknown);
        unknown("balance-transaction.json", BalanceTransaction.class, unknown);

        assertThat(unknown).isEmpty();
        assertThat(Wire.VERSION).isEqualTo(com.stripe.Stripe.API_VERSION);
    }

    private static void unknown(String file, Class<?> type, List<String> unknown) {
        String json = ScriptedStripe.recorded(file);
        // Reads it as well: a field of another shape is an exception.
        assertThat((Object) ApiResource.GSON.fromJson(json, type)).isNotNull();
        var known = new ArrayList<String>();
        for (Class<?> one = type; one != Object.class; one = one.getSuperclass()) {
            for (Field field : one.getDeclaredFields()) {
                var name = field.getAnnotation(com.google.gson.annotations.SerializedName.class);
                known.add(name == null ? field.getName() : name.value());
            }
        }
        JsonNode node = Fields.JSON.readTree(json);
        node.propertyNames().forEach(name -> {
            if (!known.contains(name)) {
                unknown.add(file + ": " + name);
            }
        });
    }
}
