package io.tampu.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.checkout.SessionRetrieveParams;
import io.tampu.sandbox.WorldUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payer at the world's Stripe, as a shop with Stripe's own client sees it. */
class StripePaymentsTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void start() throws Exception {
        shop = new Shop(new WorldUnderTest(folder)).listening();
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
    }

    @Test
    void aSessionIsOpenedPaidAndToldOf() throws Exception {
        var session = shop.open("attempt-1");

        assertThat(session.getUrl()).isEqualTo(shop.world.address() + "/stripe/pay/" + session.getId());
        assertThat(session.getStatus()).isEqualTo("open");
        assertThat(session.getAmountTotal()).isEqualTo(1490);
        assertThat(session.getPaymentIntent()).isNull();
        var answer = shop.act(session, "action", "pay", "card", Shop.PAYS);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://shop.sandbox.invalid/thanks?session=" + session.getId());
        assertThat(shop.hearTypes(4))
                .containsExactly(
                        "charge.succeeded",
                        "checkout.session.completed",
                        "payment_intent.created",
                        "payment_intent.succeeded");
        var now = shop.client
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder()
                                .addExpand("payment_intent.latest_charge.balance_transaction")
                                .addExpand("line_items")
                                .build());
        assertThat(now.getStatus()).isEqualTo("complete");
        assertThat(now.getPaymentStatus()).isEqualTo("paid");
        assertThat(now.getUrl()).isNull();
        assertThat(now.getLineItems().getData().getFirst().getDescription()).isEqualTo("Sample: Peru, 7 days, 1 GB");
        var intent = now.getPaymentIntentObject();
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(1490);
        assertThat(intent.getMetadata()).containsEntry("attempt", "attempt-1");
        var charge = intent.getLatestChargeObject();
        assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");
        assertThat(charge.getBalanceTransactionObject().getFee()).isEqualTo(73);
        assertThat(charge.getBalanceTransactionObject().getNet()).isEqualTo(1417);
        assertThat(shop.ledger()).containsExactly("taken 1490 payment attempt-1");
    }

    @Test
    void whatTheWorldSignsTheClientVerifiesAndOneAlteredByteItRefuses() throws Exception {
        shop.paid("attempt-1", Shop.PAYS);

        var heard = shop.hear();

        assertThat(heard.event().getDataObjectDeserializer().getObject())
                .get()
                .isInstanceOfAny(PaymentIntent.class, Session.class, com.stripe.model.Charge.class);
        var altered = heard.body().replaceFirst("1490", "1491");
        assertThat(altered).isNotEqualTo(heard.body());
        assertThatThrownBy(() ->
                        Webhook.constructEvent(altered, heard.signature(), Stripe.WEBHOOK_SECRET, Integer.MAX_VALUE))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000000002, card_declined, generic_decline, try_again_later",
        "4000000000009995, card_declined, insufficient_funds, try_again_later",
        "4000000000009987, card_declined, lost_card, do_not_try_again",
        "4000000000009979, card_declined, stolen_card, do_not_try_again",
        "4100000000000019, card_declined, fraudulent, do_not_try_again",
        "4000000000000069, expired_card, expired_card, confirm_card_data",
        "4000000000000127, incorrect_cvc, incorrect_cvc, confirm_card_data",
        "4000000000000119, processing_error, processing_error, try_again_later",
        "4242424242424200, , ,",
        "4111111111111111, card_declined, test_mode_live_card,"
    })
    void aDeclinedCardLeavesTheSessionOpenForAnother(String card, String code, String declineCode, String advice)
            throws Exception {
        var session = shop.open("attempt-1");

        var page = shop.act(session, "action", "pay", "card", card);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("role=\"alert\"");
        assertThat(shop.session(session.getId()).getStatus()).isEqualTo("open");
        if (code != null) {
            var intent = shop.intent(session);
            assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
            assertThat(intent.getLastPaymentError().getCode()).isEqualTo(code);
            assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo(declineCode);
            assertThat(intent.getLastPaymentError().getAdviceCode()).isEqualTo(advice);
            assertThat(shop.hearTypes(3))
                    .containsExactly("charge.failed", "payment_intent.created", "payment_intent.payment_failed");
        }
        assertThat(shop.held()).isZero();
        shop.act(session, "action", "pay", "card", Shop.PAYS);
        assertThat(shop.intent(session).getStatus()).isEqualTo("succeeded");
        assertThat(shop.held()).isEqualTo(1490);
    }

    @Test
    void aPayerWhoIsAskedByTheBankMayPassOrFail() throws Exception {
        var session = shop.open("attempt-1");

        var asked = shop.act(session, "action", "pay", "card", "4000000000003220");

        assertThat(asked.body()).contains("is it you who pays");
        assertThat(shop.intent(session).getStatus()).isEqualTo("requires_action");
        assertThat(shop.act(session, "action", "refuse").body()).contains("failed authentication");
        assertThat(shop.intent(session).getLastPaymentError().getCode())
                .isEqualTo("payment_intent_authentication_failure");
        shop.act(session, "action", "pay", "card", "4000000000003220");
        assertThat(shop.act(session, "action", "approve").statusCode()).isEqualTo(303);
        assertThat(shop.session(session.getId()).getPaymentStatus()).isEqualTo("paid");
    }

    @Test
    void aPaymentThatTakesItsTimeArrivesOrBounces() throws Exception {
        var one = shop.open("attempt-1");
        var other = shop.open("attempt-2");
        assertThat(shop.act(one, "action", "wait").statusCode()).isEqualTo(303);
        shop.act(other, "action", "wait");
        assertThat(shop.session(one.getId()).getStatus()).isEqualTo("complete");
        assertThat(shop.session(one.getId()).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(shop.intent(one).getStatus()).isEqualTo("processing");
        assertThat(shop.hearTypes(8)).contains("payment_intent.processing");
        assertThat(shop.held()).isZero();

        shop.act(one, "action", "arrive");
        shop.act(other, "action", "bounce");

        assertThat(shop.hearTypes(6))
                .containsExactly(
                        "charge.failed",
                        "charge.succeeded",
                        "checkout.session.async_payment_failed",
                        "checkout.session.async_payment_succeeded",
                        "payment_intent.payment_failed",
                        "payment_intent.succeeded");
        assertThat(shop.session(one.getId()).getPaymentStatus()).isEqualTo("paid");
        assertThat(shop.session(other.getId()).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(shop.held()).isEqualTo(1490);
    }

    @Test
    void anExpiredSessionTakesNoMoneyUnlessThePaymentCrossedIt() throws Exception {
        var session = shop.open("attempt-1");

        var expired = shop.client.v1().checkout().sessions().expire(session.getId());

        assertThat(expired.getStatus()).isEqualTo("expired");
        assertThat(shop.act(session, "action", "pay", "card", Shop.PAYS).body()).contains("has expired");
        assertThat(shop.held()).isZero();
        assertThatThrownBy(() -> shop.client.v1().checkout().sessions().expire(session.getId()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Only Checkout Sessions with a status in");
        shop.act(session, "action", "late");
        assertThat(shop.session(session.getId()).getStatus()).isEqualTo("expired");
        assertThat(shop.session(session.getId()).getPaymentStatus()).isEqualTo("paid");
        assertThat(shop.intent(session).getStatus()).isEqualTo("succeeded");
        assertThat(shop.ledger()).containsExactly("taken 1490 payment attempt-1");
    }

    @Test
    void aSessionExpiresByItselfWhenItsTimeIsOver() throws Exception {
        var session = shop.open("attempt-1");
        shop.act(session, "action", "pay", "card", "4000000000000002");
        shop.hearTypes(3);

        shop.world.clock.turn(Duration.ofHours(25));

        assertThat(shop.hearTypes(2)).containsExactly("checkout.session.expired", "payment_intent.canceled");
        assertThat(shop.session(session.getId()).getStatus()).isEqualTo("expired");
        assertThat(shop.intent(session).getStatus()).isEqualTo("canceled");
    }

    @Test
    void moneyTakenASecondTimeIsAPaymentOfItsOwnWithTheSameMark() throws Exception {
        var session = shop.paid("attempt-1", Shop.PAYS);

        shop.act(session, "action", "twice");

        assertThat(shop.ledger()).containsExactly("taken 1490 payment attempt-1", "taken 1490 payment attempt-1");
        var intents = shop.client.v1().paymentIntents().list().getData();
        assertThat(intents).hasSize(2).allSatisfy(intent -> {
            assertThat(intent.getStatus()).isEqualTo("succeeded");
            assertThat(intent.getMetadata()).containsEntry("attempt", "attempt-1");
        });
        assertThat(intents.getLast().getId())
                .isEqualTo(shop.session(session.getId()).getPaymentIntent());
    }

    @Test
    void cancellingGoesBackAndLeavesTheSessionOpen() throws Exception {
        var session = shop.open("attempt-1");

        var answer = shop.act(session, "action", "cancel");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("https://shop.sandbox.invalid/back");
        assertThat(shop.session(session.getId()).getStatus()).isEqualTo("open");
        assertThat(shop.world.desk("GET", "/stripe/pay/" + session.getId(), "").body())
                .contains("$14.90", "Sample: Peru, 7 days, 1 GB", "4242 4242 4242 4242")
                .doesNotContain("<script");
    }
}
