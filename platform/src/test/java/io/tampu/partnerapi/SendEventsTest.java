package io.tampu.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.AddressGuard;
import io.tampu.engine.FakeClock;
import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.renewals.FeedCursor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Only a 2xx in time counts as taken, and a signature is what docs/webhooks.md says it is. */
class SendEventsTest {

    private static final Secret PLATFORM = new Secret("a secret of the platform, for tests");
    private static final Instant CREATED = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aReceiverThatNeverAnswersDoesNotCountAsHavingTakenIt() throws IOException {
        // Its queue takes the connection; nobody ever reads it.
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var http = new OutsideHttp(AddressGuard.publicAndLoopback())) {
            var send = new SendEvents(http, new WebhookSecrets(PLATFORM), new FakeClock(), Duration.ofMillis(300));

            SendEvents.Sent sent =
                    send.send(at("http://127.0.0.1:" + silent.getLocalPort() + "/"), new UUID(1, 2), "{}");

            assertThat(sent.taken()).isFalse();
            assertThat(sent.status()).isEmpty();
            assertThat(sent.problem()).isPresent();
        }
    }

    /** Written out, since partners have these secrets: whoever changes how they are derived locks every receiver out. */
    @Test
    void theDerivedSecretsAndTheirSignaturesNeverChange() {
        var secrets = new WebhookSecrets(PLATFORM);
        Webhook webhook = at("https://partner.example/");

        assertThat(secrets.newest(webhook).reveal())
                .isEqualTo("tampu_whsec_18c374b242caaebf74f593d7076af731ea896f3f5d1210d0984f3e38a54fdece");
        assertThat(secrets.sign(webhook, "{\"a\":1}".getBytes(StandardCharsets.UTF_8), CREATED))
                .isEqualTo("t=1795435200,v1=0b1c6fe42111314e844824021eedf8499e7436dbfd367a4263d6e5c1b1a570fd");
    }

    @Test
    void noSecretIsAnothersNorThePlatforms() {
        var secrets = new WebhookSecrets(PLATFORM);
        Webhook webhook = at("https://partner.example/");
        String mine = secrets.newest(webhook).reveal();

        assertThat(new WebhookSecrets(new Secret("another secret of a platform"))
                        .newest(webhook)
                        .reveal())
                .isNotEqualTo(mine);
        assertThat(secrets.newest(webhook(new UUID(8, 8), 1)).reveal()).isNotEqualTo(mine);
        assertThat(secrets.newest(webhook(webhook.id(), 2)).reveal()).isNotEqualTo(mine);
        assertThat(secrets.newest(webhook).toString()).isEqualTo("***");
    }

    private static Webhook at(String url) {
        return new Webhook(
                new UUID(7, 7),
                new UUID(1, 1),
                url,
                CREATED,
                1,
                1,
                Optional.empty(),
                FeedCursor.BEGINNING,
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    private static Webhook webhook(UUID id, int generation) {
        return new Webhook(
                id,
                new UUID(1, 1),
                "https://partner.example/",
                CREATED,
                generation,
                generation,
                Optional.empty(),
                FeedCursor.BEGINNING,
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }
}
