package io.tampu.suppliers.airalo;

import io.tampu.engine.OutsideHttp;
import io.tampu.engine.OutsideHttp.Answer;
import io.tampu.engine.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * The access token: fetched when there is none, by one caller while the others wait for it, and used for 24 hours as the documents
 * ask. A failed fetch is remembered for a moment, so that a crowd of callers makes one attempt and not one each.
 */
final class Tokens {

    private static final Duration USED_FOR = Duration.ofHours(24);
    /** Dropped so long before its end, so that it does not end on the way. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final Duration FAILURE_REMEMBERED_FOR = Duration.ofSeconds(2);

    /** What there is to ask with. */
    sealed interface Access {}

    /** A token, with the headers it is sent in. */
    record Token(Secret value, Instant from, Instant until, Map<String, String> headers) implements Access {

        Token(Secret value, Instant from, Instant until) {
            this(
                    value,
                    from,
                    until,
                    Map.of(
                            "Accept",
                            "application/json",
                            "Content-Type",
                            "application/json",
                            "Authorization",
                            "Bearer " + value.reveal()));
        }

        boolean isGoodAt(Instant now) {
            // A clock that was set back far says nothing of the token's age any more.
            return now.isBefore(until) && !now.isBefore(from.minus(USED_FOR));
        }

        @Override
        public String toString() {
            return "Token[***, until " + until + "]";
        }
    }

    /**
     * No token, hence nothing was asked.
     *
     * @param ours our credentials or our address were refused: waiting does not help, operations must act
     */
    record None(Duration after, String code, String said, boolean ours) implements Access {}

    private record Failure(None none, Instant at) {}

    private static final Map<String, String> HEADERS =
            Map.of("Accept", "application/json", "Content-Type", "application/json");

    private final AiraloSettings settings;
    private final OutsideHttp http;
    private final Clock clock;
    private final Pace pace;
    private final OutsideHttp.Request request;
    private final ReentrantLock flight = new ReentrantLock();
    private volatile @Nullable Token current;
    private volatile @Nullable Failure failure;

    Tokens(AiraloSettings settings, OutsideHttp http, Clock clock, Pace pace) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.pace = pace;
        this.request = new OutsideHttp.Request(
                "POST", URI.create(settings.address("token")), HEADERS, body(settings), settings.readTimeout());
    }

    private static byte[] body(AiraloSettings settings) {
        var encoder = JsonStringEncoder.getInstance();
        String id = new String(encoder.quoteAsCharArray(settings.clientId()));
        String secret =
                new String(encoder.quoteAsCharArray(settings.clientSecret().reveal()));
        return ("{\"client_id\":\"" + id + "\",\"client_secret\":\"" + secret
                        + "\",\"grant_type\":\"client_credentials\"}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    Access get() {
        Token token = current;
        if (token != null && token.isGoodAt(clock.instant())) {
            return token;
        }
        flight.lock();
        try {
            return fetchUnlessAnotherDid();
        } finally {
            flight.unlock();
        }
    }

    /** A token was not accepted. Only that one is dropped: another caller may have fetched a new one meanwhile. */
    void drop(Token refused) {
        flight.lock();
        try {
            if (current == refused) {
                current = null;
            }
        } finally {
            flight.unlock();
        }
    }

    /** Takes out of a foreign text what must not be written down. */
    String censor(String text) {
        Token token = current;
        String censored = text.replace(settings.clientSecret().reveal(), "***");
        return token == null ? censored : censored.replace(token.value().reveal(), "***");
    }

    private Access fetchUnlessAnotherDid() {
        Instant now = clock.instant();
        Token token = current;
        if (token != null && token.isGoodAt(now)) {
            return token;
        }
        Failure last = failure;
        if (last != null && Duration.between(last.at(), now).abs().compareTo(FAILURE_REMEMBERED_FOR) < 0) {
            return last.none();
        }
        Duration wait = pace.take(Endpoint.TOKEN, "");
        if (!wait.isZero()) {
            return new None(wait, "429", "our own limit on token requests", false);
        }
        Access fetched = fetch(now);
        switch (fetched) {
            case Token good -> {
                current = good;
                failure = null;
            }
            case None none -> failure = new Failure(none, clock.instant());
        }
        return fetched;
    }

    private Access fetch(Instant now) {
        return switch (http.ask(request)) {
            case Answer.NotSent notSent -> later("not-sent", "token: " + notSent.what());
            case Answer.Silent silent -> later("silent", "token: " + silent.what());
            case Answer.Answered answered -> read(answered, now);
        };
    }

    private Access read(Answer.Answered answered, Instant now) {
        if (answered.status() == 429) {
            Duration after = pace.close(Endpoint.TOKEN, "", Wire.retryAfter(answered.headers(), now));
            return new None(after, "429", "too many token requests", false);
        }
        try {
            Fields body = Fields.read(answered.body());
            if (answered.status() == 200) {
                return token(body.object("data"), now);
            }
            // Read as refused only when Airalo itself says so: a proxy's own 401 or 403 passes when the proxy is
            // mended.
            boolean ours =
                    switch (answered.status()) {
                        case 401, 422 -> body.has("meta") || body.has("code");
                        case 403 -> AiraloError.in(body).isPresent();
                        default -> false;
                    };
            String code = body.maybeText("code").orElse(Integer.toString(answered.status()));
            return new None(Duration.ZERO, code, "token refused with status " + answered.status(), ours);
        } catch (Unreadable unreadable) {
            return later(Integer.toString(answered.status()), "token: " + unreadable.what());
        }
    }

    private static Token token(Fields data, Instant now) throws Unreadable {
        String value = data.text("access_token");
        if (!value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new Unreadable("access_token cannot be sent in a header");
        }
        long seconds = data.maybeDecimal("expires_in")
                .map(BigDecimal::longValue)
                .filter(s -> s > MARGIN.toSeconds())
                .orElse(USED_FOR.toSeconds());
        Duration life =
                Duration.ofSeconds(Math.min(seconds, USED_FOR.toSeconds())).minus(MARGIN);
        return new Token(new Secret(value), now, now.plus(life));
    }

    private static None later(String code, String said) {
        return new None(Duration.ZERO, code, said, false);
    }
}
