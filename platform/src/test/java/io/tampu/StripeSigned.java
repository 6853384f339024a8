package io.tampu;

import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.payments.Heard;
import io.tampu.payments.PaymentProvider;
import io.tampu.payments.WrappedProvider;
import io.tampu.payments.stripe.Stripe;
import io.tampu.payments.stripe.StripeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends notifications as Stripe does, and as somebody does who is not Stripe. */
public final class StripeSigned {

    private static final String SECRET = "whsec_of_these_tests";
    private static final String OLD_SECRET = "whsec_of_before";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final int port;
    private final Clock clock;

    public StripeSigned(int port, Clock clock) {
        this.port = port;
        this.clock = clock;
    }

    /** A provider in memory whose notifications are verified by the real adapter. */
    public static UnaryOperator<PaymentProvider> verifier(Clock clock) {
        var stripe = new Stripe(
                new StripeSettings(
                        URI.create("http://127.0.0.1:9"),
                        new Secret("sk_test_of_these_tests"),
                        List.of(new Secret(SECRET), new Secret(OLD_SECRET)),
                        Duration.ofSeconds(1)),
                new OutsideHttp(),
                clock);
        return provider -> new Dressed(provider, stripe);
    }

    public int tell(String event, String attempt, long amount, String currency) {
        return send(body(event, attempt, amount, currency, false, ""), SECRET, clock.instant());
    }

    public int forged(String event, String attempt) {
        return send(body(event, attempt, 390, "usd", false, ""), "whsec_somebody_elses", clock.instant());
    }

    public int altered(String event, String attempt) {
        String signed = body(event, attempt, 390, "usd", false, "");
        return post(signed.replace("390", "391"), header(signed, SECRET, clock.instant()));
    }

    public int unsigned(String event, String attempt) {
        return post(body(event, attempt, 390, "usd", false, ""), Optional.empty());
    }

    public int old(String event, String attempt, Duration age) {
        return send(
                body(event, attempt, 390, "usd", false, ""),
                SECRET,
                clock.instant().minus(age));
    }

    public int fromTheFuture(String event, String attempt, Duration ahead) {
        return send(
                body(event, attempt, 390, "usd", false, ""),
                SECRET,
                clock.instant().plus(ahead));
    }

    public int ofAnotherAccount(String event, String attempt) {
        return send(body(event, attempt, 390, "usd", false, "\"account\":\"acct_other\","), SECRET, clock.instant());
    }

    public int live(String event, String attempt) {
        return send(body(event, attempt, 390, "usd", true, ""), SECRET, clock.instant());
    }

    public int signedByTheOldSecret(String event, String attempt) {
        return send(body(event, attempt, 390, "usd", false, ""), OLD_SECRET, clock.instant());
    }

    public int large() {
        return send("{\"id\":\"" + "x".repeat(70_000) + "\"}", SECRET, clock.instant());
    }

    private static String body(
            String event, String attempt, long amount, String currency, boolean live, String account) {
        return """
                {"id":"%s","object":"event","api_version":"2026-07-29.dahlia","created":1790000000,%s"livemode":%s,
                 "pending_webhooks":1,"request":{"id":null,"idempotency_key":null},"type":"payment_intent.succeeded",
                 "data":{"object":{"id":"pi_%s","object":"payment_intent","amount":%d,"amount_received":%d,"currency":"%s",
                 "status":"succeeded","metadata":{"attempt":"%s"},"livemode":%s}}}""".formatted(event, account, live, event, amount, amount, currency, attempt, live);
    }

    private int send(String body, String secret, Instant at) {
        return post(body, header(body, secret, at));
    }

    private static Optional<String> header(String body, String secret, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            long time = at.getEpochSecond();
            byte[] signature = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return Optional.of("t=" + time + ",v1=" + HexFormat.of().formatHex(signature));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private int post(String body, Optional<String> signature) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/notifications/stripe"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        signature.ifPresent(value -> request.header("Stripe-Signature", value));
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** Does what another does, but for verifying. */
    private static final class Dressed extends WrappedProvider {
        private final Stripe stripe;

        Dressed(PaymentProvider real, Stripe stripe) {
            super(real);
            this.stripe = stripe;
        }

        @Override
        public Heard verify(Map<String, String> headers, byte[] body) {
            return stripe.verify(headers, body);
        }
    }
}
