package io.tampu.suppliers.airalo;

import io.tampu.engine.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;

/**
 * How to reach our account at Airalo.
 *
 * @param baseUri everything before {@code /v2}: {@code https://partners-api.airalo.com}
 * @param clientId public half of the credentials
 * @param clientSecret secret half; Airalo also signs its notifications with it
 * @param readTimeout bound on a question (and on fetching a token)
 * @param orderTimeout bound on an order: longer, for giving up early only makes doubt
 * @param mode sandbox is a mode of the whole account, at the same address and with the same credentials
 * @param currency ISO 4217 code of the account. Top-up lists carry numbers without one; USD is what the documents show
 */
public record AiraloSettings(
        URI baseUri,
        String clientId,
        Secret clientSecret,
        Duration readTimeout,
        Duration orderTimeout,
        Mode mode,
        String currency) {

    /** In sandbox mode each endpoint takes five calls a second, and nothing is sold for real. */
    public enum Mode {
        PRODUCTION,
        SANDBOX
    }

    public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration DEFAULT_ORDER_TIMEOUT = Duration.ofSeconds(30);

    public AiraloSettings {
        if (!baseUri.isAbsolute() || baseUri.getHost() == null || baseUri.getQuery() != null) {
            throw new IllegalArgumentException("not the address of a server: " + baseUri);
        }
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("Airalo's client id is empty");
        }
        if (!readTimeout.isPositive() || !orderTimeout.isPositive()) {
            throw new IllegalArgumentException("a time-out is not positive: " + readTimeout + ", " + orderTimeout);
        }
        Currency.getInstance(currency);
    }

    /** A production account in USD with the usual time-outs. */
    public static AiraloSettings production(URI baseUri, String clientId, Secret clientSecret) {
        return new AiraloSettings(
                baseUri, clientId, clientSecret, DEFAULT_READ_TIMEOUT, DEFAULT_ORDER_TIMEOUT, Mode.PRODUCTION, "USD");
    }

    /** {@code base + "/v2/" + path}. */
    String address(String path) {
        String base = baseUri.toString();
        return (base.endsWith("/") ? base : base + "/") + "v2/" + path;
    }
}
