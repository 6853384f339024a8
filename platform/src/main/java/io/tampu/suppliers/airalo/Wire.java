package io.tampu.suppliers.airalo;

import io.tampu.engine.OutsideHttp;
import io.tampu.engine.OutsideHttp.Answer;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks Airalo once: with a token, within the limits. Sorts what comes back into heard, provably undone, and silent. */
final class Wire {

    /** A 429 that names no time: the shortest documented window is a second, the usual one a minute. */
    private static final Duration UNNAMED_WAIT = Duration.ofSeconds(5);

    private static final int MOST_WORDS = 200;

    sealed interface Heard {

        /** The answer of a question, where anything but a 200 is no answer. */
        default Fields answer() throws Unreadable {
            return switch (this) {
                case Said said when said.status() == 200 -> said.body();
                case Said said -> throw new Unreadable("status " + said.status());
                case Undone undone -> throw new Unreadable(undone.what());
                case Silent silent -> throw new Unreadable(silent.what());
            };
        }

        /** A whole answer in JSON, with a status that is neither 401, 429, a redirect nor a 5xx. */
        record Said(int status, Fields body) implements Heard {}

        /**
         * The request provably did nothing: not sent, no token, 401 or 429.
         *
         * @param ours it will not pass by itself: operations must act
         */
        record Undone(Duration after, String code, String said, boolean ours) implements Heard {
            String what() {
                return code + ": " + said;
            }
        }

        /** No readable answer; the request may have arrived. */
        record Silent(String what) implements Heard {}
    }

    private final OutsideHttp http;
    private final Clock clock;
    private final Pace pace;
    private final Tokens tokens;

    Wire(AiraloSettings settings, OutsideHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
        this.pace = new Pace(clock, settings.mode());
        this.tokens = new Tokens(settings, http, clock, pace);
    }

    /** @param iccid the eSIM the question is about, empty for none */
    Heard get(Endpoint endpoint, String iccid, String address, Duration timeout) {
        return ask(endpoint, iccid, "GET", address, null, timeout);
    }

    Heard post(Endpoint endpoint, String iccid, String address, byte[] body, Duration timeout) {
        return ask(endpoint, iccid, "POST", address, body, timeout);
    }

    private Heard ask(
            Endpoint endpoint, String iccid, String method, String address, byte @Nullable [] body, Duration timeout) {
        Tokens.Token token;
        switch (tokens.get()) {
            case Tokens.None none -> {
                return new Heard.Undone(none.after(), none.code(), none.said(), none.ours());
            }
            case Tokens.Token good -> token = good;
        }
        Duration wait = pace.take(endpoint, iccid);
        if (!wait.isZero()) {
            return new Heard.Undone(wait, "429", "not asked: Airalo's limit on this call is used up", false);
        }
        var request = new OutsideHttp.Request(method, URI.create(address), token.headers(), body, timeout);
        return switch (http.ask(request)) {
            case Answer.NotSent notSent -> new Heard.Undone(Duration.ZERO, "not-sent", clean(notSent.what()), false);
            case Answer.Silent silent -> new Heard.Silent(clean(silent.what()));
            case Answer.Answered answered -> hear(endpoint, iccid, token, answered);
        };
    }

    private Heard hear(Endpoint endpoint, String iccid, Tokens.Token token, Answer.Answered answered) {
        int status = answered.status();
        if (status == 401) {
            tokens.drop(token);
            return new Heard.Undone(Duration.ZERO, "401", "the token was not accepted", false);
        }
        if (status == 429) {
            Duration after = pace.close(endpoint, iccid, retryAfter(answered.headers(), clock.instant()));
            return new Heard.Undone(after, "429", "too many requests", false);
        }
        if (status < 200 || status >= 500 || status / 100 == 3) {
            return new Heard.Silent("status " + status);
        }
        try {
            return new Heard.Said(status, Fields.read(answered.body()));
        } catch (Unreadable unreadable) {
            return new Heard.Silent(unreadable.what() + ", with status " + status);
        }
    }

    /** Airalo's own words on an error, short and without our secrets. */
    String words(Fields body) {
        return clean(body.maybeWords("reason")
                .or(() -> body.maybeWords("message"))
                .or(() -> body.maybeObject("data").map(Fields::compact))
                .orElse(""));
    }

    /** Short, in one line, without our secrets: even a broken header may repeat what we sent. */
    private String clean(String foreign) {
        String clean = tokens.censor(foreign).replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
        return clean.length() <= MOST_WORDS ? clean : clean.substring(0, MOST_WORDS);
    }

    /** Seconds or an HTTP date, never negative. */
    static Duration retryAfter(Map<String, String> headers, Instant now) {
        String said = headers.getOrDefault("retry-after", "").strip();
        try {
            if (said.matches("\\d{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(said));
            }
            Instant when = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return when.isAfter(now) ? Duration.between(now, when) : Duration.ZERO;
        } catch (DateTimeException notSaid) {
            return UNNAMED_WAIT;
        }
    }
}
