package io.tampu.payments.stripe;

import io.tampu.engine.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How to reach our account at Stripe.
 *
 * @param baseUri everything before {@code /v1}: {@code https://api.stripe.com}
 * @param secretKey the secret (or restricted) key; test keys begin with {@code sk_test_}
 * @param webhookSecrets signing secrets of the webhook endpoint; several are valid at once while one is rolled
 * @param timeout bound on a call
 */
public record StripeSettings(URI baseUri, Secret secretKey, List<Secret> webhookSecrets, Duration timeout) {

    public StripeSettings {
        if (!baseUri.isAbsolute() || baseUri.getHost() == null || baseUri.getQuery() != null) {
            throw new IllegalArgumentException("not the address of a server: " + baseUri);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a time-out is not positive: " + timeout);
        }
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** Whether the key moves real money; what is said about the other mode is not about our account. */
    boolean isLive() {
        return !secretKey.reveal().contains("_test_");
    }

    /** {@code base + "/v1/" + path}. */
    String address(String path) {
        String base = baseUri.toString();
        return (base.endsWith("/") ? base : base + "/") + "v1/" + path;
    }
}
