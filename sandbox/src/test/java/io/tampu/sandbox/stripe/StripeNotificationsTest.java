package io.tampu.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import com.stripe.param.WebhookEndpointCreateParams;
import io.tampu.sandbox.HandClock;
import io.tampu.sandbox.WorldUnderTest;
import io.tampu.sandbox.airalo.AiraloMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks: who gets which, how they are signed, tried again, and go wrong by switch. */
class StripeNotificationsTest {

    private static final int ANY_AGE = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private Shop shop;

    @BeforeEach
    void start() throws Exception {
        shop = new Shop(new WorldUnderTest(folder, AiraloMode.PRODUCTION, clock));
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
    }

    private void listenFor(String type) throws Exception {
        shop.world.desk(
                "POST", "/world/stripe/webhook", "{\"url\":\"" + shop.hook() + "\",\"events\":[\"" + type + "\"]}");
    }

    @Test
    void anEndpointRegisteredByTheApiHasASecretOfItsOwn() throws Exception {
        var endpoint = shop.client
                .v1()
                .webhookEndpoints()
                .create(WebhookEndpointCreateParams.builder()
                        .setUrl(shop.hook())
                        .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.CHECKOUT__SESSION__COMPLETED)
                        .build());

        var session = shop.paid("attempt-1", Shop.PAYS);

        var heard = shop.hear();
        var event = Webhook.constructEvent(heard.body(), heard.signature(), endpoint.getSecret(), ANY_AGE);
        assertThat(event.getType()).isEqualTo("checkout.session.completed");
        assertThat(event.getApiVersion()).isEqualTo(com.stripe.Stripe.API_VERSION);
        assertThat(event.getRequest().getId()).startsWith("req_");
        assertThat(event.getDataObjectDeserializer().getObject().orElseThrow().toJson())
                .contains(session.getId());
        assertThat(shop.client
                        .v1()
                        .webhookEndpoints()
                        .retrieve(endpoint.getId())
                        .getSecret())
                .isNull();
        shop.client.v1().webhookEndpoints().delete(endpoint.getId());
        shop.paid("attempt-2", Shop.PAYS);
        assertThat(shop.hearsNothingMore()).isTrue();
    }

    @Test
    void whatIsNotReceivedIsBroughtAgainEvenAfterARestart() throws Exception {
        listenFor("checkout.session.completed");
        shop.answerWith(500);
        shop.paid("attempt-1", Shop.PAYS);
        var first = shop.hear();
        while (shop.world.deskJson("/world/stripe").get("deliveriesWaiting").asInt() != 1) {
            Thread.onSpinWait();
        }
        var address = shop.hook();
        shop.world.close();

        try (var again = new WorldUnderTest(folder, AiraloMode.PRODUCTION, clock)) {
            shop.answerWith(200);
            clock.turn(Duration.ofSeconds(6));
            var second = shop.hear();

            assertThat(second.event().getId()).isEqualTo(first.event().getId());
            assertThat(again.deskJson("/world/stripe").at("/webhooks/0/url").asString())
                    .isEqualTo(address);
        }
    }

    @Test
    void duringARollBothSecretsSign() throws Exception {
        listenFor("checkout.session.completed");
        shop.world.desk("POST", "/world/stripe/webhook/roll", "{\"secret\":\"whsec_new\"}");

        shop.paid("attempt-1", Shop.PAYS);
        var during = shop.hear();
        clock.turn(Duration.ofHours(25));
        shop.paid("attempt-2", Shop.PAYS);
        var after = shop.hear();

        for (var secret : List.of("whsec_new", Stripe.WEBHOOK_SECRET)) {
            assertThat(Webhook.constructEvent(during.body(), during.signature(), secret, ANY_AGE))
                    .isNotNull();
        }
        assertThat(Webhook.constructEvent(after.body(), after.signature(), "whsec_new", ANY_AGE))
                .isNotNull();
        assertThatThrownBy(
                        () -> Webhook.constructEvent(after.body(), after.signature(), Stripe.WEBHOOK_SECRET, ANY_AGE))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void aNotificationIsDoubledForgedAlteredOrTellsAnotherAmount() throws Exception {
        listenFor("payment_intent.succeeded");
        for (var fault : List.of("notify-duplicate", "notify-forged", "notify-altered", "notify-wrong-amount")) {
            shop.world.arm("stripe.notify", fault, 1, null);
            shop.paid(fault, Shop.PAYS);
            var heard = shop.hear();
            switch (fault) {
                case "notify-duplicate" ->
                    assertThat(shop.hear().event().getId())
                            .isEqualTo(heard.event().getId());
                case "notify-wrong-amount" -> assertThat(heard.event().toJson()).contains("1590");
                default ->
                    assertThatThrownBy(() -> Webhook.constructEvent(
                                    heard.body(), heard.signature(), Stripe.WEBHOOK_SECRET, ANY_AGE))
                            .isInstanceOf(SignatureVerificationException.class);
            }
        }
    }

    @Test
    void aNotificationComesLateOrAfterTheNext() throws Exception {
        listenFor("payment_intent.succeeded");
        shop.world.arm("stripe.notify", "notify-late", 1, 30);
        var late = shop.paid("attempt-1", Shop.PAYS);
        shop.world.arm("stripe.notify", "notify-reordered", 1, null);
        var behind = shop.paid("attempt-2", Shop.PAYS);

        var next = shop.paid("attempt-3", Shop.PAYS);

        assertThat(shop.hear().body()).contains(next.getPaymentIntent());
        clock.turn(Duration.ofSeconds(2));
        assertThat(shop.hear().body()).contains(behind.getPaymentIntent());
        clock.turn(Duration.ofSeconds(30));
        assertThat(shop.hear().body()).contains(late.getPaymentIntent());
    }
}
