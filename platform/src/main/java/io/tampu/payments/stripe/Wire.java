package io.tampu.payments.stripe;

import io.tampu.engine.OutsideHttp;
import io.tampu.engine.OutsideHttp.Answer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks Stripe once, and sorts what comes back into done, refused, provably undone, and silent. */
final class Wire {

    /** The shapes that this adapter reads; an account's own default version must not decide. */
    static final String VERSION = "2026-07-29.dahlia";

    /** How many keys are used for one id of ours, when Stripe has spoilt the first by a 500 that it remembers. */
    static final int MOST_KEYS = 5;

    private static final int MOST_WORDS = 200;
    private static final Pattern KEYS = Pattern.compile("(?:sk|rk|pk|whsec)_\\w+|\\w+_secret_\\w+");
    /** 12 to 19 digits, also in groups: a card number, whoever wrote it. */
    private static final Pattern CARDS = Pattern.compile("\\d(?:[ -]?\\d){11,18}");

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    sealed interface Heard {

        /** A 200 with a JSON object. */
        record Done(Fields body, boolean replayed) implements Heard {}

        /**
         * A readable no.
         *
         * @param code the most exact that Stripe gives
         * @param param the parameter it is about, empty for none
         */
        record Refused(int status, String type, String code, String param, String said) implements Heard {
            /** Our key or our rights, and not what was asked. */
            boolean isAboutUs() {
                return status == 401 || status == 403;
            }
        }

        /** It provably did nothing and may be asked again as it is: never sent, 429, or the same key in use by another call. */
        record Undone(String code, String said) implements Heard {}

        /**
         * No readable answer; the request may have arrived and may have been acted upon.
         *
         * @param remembered a 5xx that Stripe repeats from memory: it is all that this key will ever say
         */
        record Silent(String words, boolean remembered) implements Heard {
            Silent(String words) {
                this(words, false);
            }
        }

        /** Why this is no answer to a question, for operators. */
        default String what() {
            return switch (this) {
                case Done done -> "done";
                case Refused refused -> refused.code() + ": " + refused.said();
                case Undone undone -> undone.code() + ": " + undone.said();
                case Silent silent -> silent.words();
            };
        }
    }

    private final StripeSettings settings;
    private final OutsideHttp http;

    Wire(StripeSettings settings, OutsideHttp http) {
        this.settings = settings;
        this.http = http;
    }

    Heard get(String path, Form query) {
        return ask("GET", path + (query.isEmpty() ? "" : "?" + query), null, Optional.empty());
    }

    /** @param key the idempotency key; empty where asking twice does the same by nature */
    Heard post(String path, Form form, Optional<String> key) {
        return ask("POST", path, form.bytes(), key);
    }

    /** The idempotency key of an id of ours: the id itself, and after a remembered 500 the next of a fixed row. */
    static Optional<String> key(String id, int nth) {
        return Optional.of(nth == 1 ? id : id + "-" + nth);
    }

    private Heard ask(String method, String path, byte @Nullable [] body, Optional<String> key) {
        var headers = new HashMap<String, String>();
        headers.put("Authorization", "Bearer " + settings.secretKey().reveal());
        headers.put("Stripe-Version", VERSION);
        headers.put("Accept", "application/json");
        if (body != null) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        }
        key.ifPresent(one -> headers.put("Idempotency-Key", one));
        var request =
                new OutsideHttp.Request(method, URI.create(settings.address(path)), headers, body, settings.timeout());
        return switch (http.ask(request)) {
            case Answer.NotSent notSent -> new Heard.Undone("not-sent", clean(notSent.what()));
            case Answer.Silent silent -> new Heard.Silent(clean(silent.what()));
            case Answer.Answered answered -> hear(answered);
        };
    }

    private Heard hear(Answer.Answered answered) {
        int status = answered.status();
        boolean refusal = status >= 400 && status < 500;
        if (status != 200 && !refusal) {
            return new Heard.Silent("status " + status, status >= 500 && isReplayed(answered.headers()));
        }
        try {
            Fields body = Fields.read(answered.body());
            return refusal
                    ? refused(status, body.object("error"))
                    : new Heard.Done(body, isReplayed(answered.headers()));
        } catch (Unreadable unreadable) {
            return new Heard.Silent(unreadable.what() + ", with status " + status);
        }
    }

    private Heard refused(int status, Fields error) throws Unreadable {
        String type = error.text("type");
        String code = code(error.maybeText("decline_code")
                .or(() -> error.maybeText("code"))
                .orElse(type));
        String said = clean(error.maybeWords("message").orElse(""));
        if (status == 429 || status == 409) {
            return new Heard.Undone(code, said);
        }
        String param = error.maybeText("param").map(this::clean).orElse("");
        return new Heard.Refused(status, type, code, param, said);
    }

    private static boolean isReplayed(Map<String, String> headers) {
        return headers.getOrDefault("idempotent-replayed", "").equals("true");
    }

    /** A code as Stripe writes them, or the word that it is none. */
    static String code(String foreign) {
        return CODE.matcher(foreign).matches()
                        && !CARDS.matcher(foreign).find()
                        && !KEYS.matcher(foreign).find()
                ? foreign
                : "unreadable";
    }

    /** Short, in one line, without secrets and card numbers: even a broken header may repeat what was sent. */
    String clean(String foreign) {
        String clean = foreign.replace(settings.secretKey().reveal(), "***");
        clean = KEYS.matcher(clean).replaceAll("***");
        clean = CARDS.matcher(clean).replaceAll("***").replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
        return clean.length() <= MOST_WORDS ? clean : clean.substring(0, MOST_WORDS);
    }
}
