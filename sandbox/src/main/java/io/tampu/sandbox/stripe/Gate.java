package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.stripe.Ask.Act;
import io.tampu.sandbox.stripe.Ask.Reply;
import io.tampu.sandbox.stripe.Keys.Kept;
import io.tampu.sandbox.stripe.Thing.Moment;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Endpoint;
import io.tampu.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What stands before every endpoint: the key, the parameters, idempotency; and what every answer carries. */
final class Gate {

    private static final int LONGEST_KEY = 255;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final Journal journal;
    private final Times times;
    private final Keys keys;
    private final Shapes shapes;
    private final Runnable afterwards;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests;

    /** @param afterwards run when something may have happened, outside any change */
    Gate(Journal journal, Times times, Keys keys, Shapes shapes, Runnable afterwards) {
        this.journal = journal;
        this.times = times;
        this.keys = keys;
        this.shapes = shapes;
        this.afterwards = afterwards;
        this.requests = new AtomicLong(times.waitingMillis() << 12);
    }

    String nextRequestId() {
        return Ids.of("req_", requests.incrementAndGet()).substring(0, 18);
    }

    /** An endpoint that only looks. */
    Endpoint reading(Act act) {
        return call -> {
            var request = nextRequestId();
            try {
                let(call);
                var params = new Params(Form.nest(call.query()));
                var ask = new Ask(call, params, new Moment(times.shown(), request, ""));
                var reply = journal.look(() -> act.answer(ask));
                return whole(200, render(reply, expand(params)), headers(call, request, ""));
            } catch (Problem problem) {
                return refusal(call, request, "", problem);
            }
        };
    }

    /** An endpoint that changes something, once for each idempotency key. */
    Endpoint writing(Act act) {
        return new Writing(act);
    }

    private final class Writing implements Endpoint {

        private final Act act;

        Writing(Act act) {
            this.act = act;
        }

        @Override
        public Answer answer(Call call) {
            return slowly(call, () -> {});
        }

        /** The key is taken first: whoever comes with it meanwhile is told so. */
        @Override
        public Answer slowly(Call call, Runnable pause) {
            var request = nextRequestId();
            var key = call.header("idempotency-key").orElse("");
            if (!key.isEmpty() && !underWay.add(key)) {
                return refusal(call, request, key, StripeErrors.keyInUse(key));
            }
            try {
                let(call);
                pause.run();
                return carryOut(call, request, key, act);
            } catch (Problem problem) {
                return refusal(call, request, key, problem);
            } finally {
                underWay.remove(key);
                afterwards.run();
            }
        }

        /** A 500 is kept under the key, as whatever was begun is; a 429 or a 503 came before anything was begun. */
        @Override
        public Answer instead(Call call, Answer refusal) {
            var key = call.header("idempotency-key").orElse("");
            if (!(refusal instanceof Answer.Whole whole)
                    || key.isEmpty()
                    || whole.status() != 500 && whole.status() != 402) {
                return refusal;
            }
            return journal.change(() -> {
                if (keys.find(key, times.waiting()).isEmpty()) {
                    keys.keep(
                            key,
                            times.waiting(),
                            "req_sandboxfault00",
                            call.path(),
                            Keys.print(call.body()),
                            whole.status(),
                            whole.body());
                }
                return refusal;
            });
        }

        @Override
        public Answer twisted(Call call, String fault, String argument) {
            var headers = new LinkedHashMap<>(call.headers());
            headers.put(Stripe.TWIST, argument.isEmpty() ? "-" : argument);
            return answer(new Call(
                    call.method(), call.path(), call.parts(), call.query(), headers, call.body(), call.from()));
        }
    }

    /** What came of a request: an answer of now, or one of before. */
    private record Done(Reply reply, byte[] body) {}

    private Answer carryOut(Call call, String request, String key, Act act) {
        if (key.length() > LONGEST_KEY) {
            throw Problem.invalid(null, "Idempotency key can only be up to " + LONGEST_KEY + " characters long.", null);
        }
        var params = new Params(Form.read(new String(call.body(), StandardCharsets.UTF_8)));
        var expand = expand(params);
        var print = key.isEmpty() ? "" : Keys.print(call.body());
        var ask = new Ask(call, params, new Moment(times.shown(), request, key));
        var outcome = journal.change(() -> {
            var before = key.isEmpty() ? null : keys.find(key, times.waiting()).orElse(null);
            return before != null ? before : begin(ask, expand, print, act);
        });
        if (outcome instanceof Kept kept) {
            return again(call, request, key, print, kept);
        }
        var done = (Done) outcome;
        int status = done.reply() instanceof Reply.Refused refused ? refused.problem().status : 200;
        var body = done.body().length > 0 ? done.body() : render(done.reply(), expand);
        return whole(status, body, headers(call, request, key));
    }

    /** Carries it out and keeps the answer, in one change. */
    private Done begin(Ask ask, Expand expand, String print, Act act) {
        Reply reply;
        try {
            reply = act.answer(ask);
        } catch (Problem problem) {
            reply = new Reply.Refused(problem);
        }
        var key = ask.moment().key();
        var request = ask.moment().request();
        if (key.isEmpty()) {
            return new Done(reply, bodyOfRefusal(reply, request));
        }
        var path = ask.call().path();
        if (reply instanceof Reply.One one && expand.isNothing() && !(one.thing() instanceof Thing.Endpoint)) {
            keys.keep(key, times.waiting(), request, path, print, one.thing());
            return new Done(reply, new byte[0]);
        }
        if (reply instanceof Reply.Refused refused) {
            var body = bodyOfRefusal(reply, request);
            if (refused.problem().begun) {
                keys.keep(key, times.waiting(), request, path, print, refused.problem().status, body);
            }
            return new Done(reply, body);
        }
        var body = render(reply, expand);
        keys.keep(key, times.waiting(), request, path, print, 200, body);
        return new Done(reply, body);
    }

    private static byte[] bodyOfRefusal(Reply reply, String request) {
        return reply instanceof Reply.Refused refused
                ? Json.write(refused.problem().body(request))
                : new byte[0];
    }

    private Answer again(Call call, String request, String key, String print, Kept kept) {
        if (!kept.path().equals(call.path())) {
            throw Problem.of(
                    400,
                    "idempotency_error",
                    null,
                    "Keys for idempotent requests can only be used for the same endpoint they were first used for ('"
                            + apiPath(call.path()) + "' vs '" + apiPath(kept.path())
                            + "'). Try using a key other than '" + key
                            + "' if you meant to execute a different request.",
                    null);
        }
        if (!kept.print().equals(print)) {
            throw Problem.of(
                    400,
                    "idempotency_error",
                    null,
                    "Keys for idempotent requests can only be used with the same parameters they were first used with."
                            + " Try using a key other than '" + key + "' if you meant to execute a different request.",
                    null);
        }
        var body = kept.thing() == null
                ? kept.body().getBytes(StandardCharsets.UTF_8)
                : Json.write(shapes.of(kept.thing()));
        var headers = headers(call, request, key);
        headers.put("Idempotent-Replayed", "true");
        headers.put("Original-Request", kept.request());
        return whole(kept.status(), body, headers);
    }

    private static String apiPath(String path) {
        return path.substring(Stripe.PREFIX.length());
    }

    private static Expand expand(Params params) {
        return Expand.of(params.texts("expand"));
    }

    private byte[] render(Reply reply, Expand expand) {
        return switch (reply) {
            case Reply.One one -> {
                var shape = one.thing() instanceof Thing.Endpoint endpoint
                        ? shapes.account().endpoint(endpoint, false)
                        : shapes.of(one.thing(), expand);
                expand.complainOfUnmet();
                yield Json.write(shape);
            }
            case Reply.Many many -> {
                var below = expand.below("data");
                var each = below == null ? Expand.NOTHING : below;
                var data = many.things().stream()
                        .map(thing -> shapes.of(thing, each))
                        .toList();
                if (!data.isEmpty()) {
                    expand.complainOfUnmet();
                }
                yield Json.write(Shapes.list(many.url(), data, many.more()));
            }
            case Reply.Plain plain -> Json.write(plain.shape());
            case Reply.Refused refused -> throw refused.problem();
        };
    }

    /** Throws a 401 for whoever has no right key. */
    private static void let(Call call) {
        var header = call.header("authorization").orElse("");
        String given;
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            given = header.substring(BEARER.length()).strip();
        } else if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            given = user(header.substring(BASIC.length()).strip());
        } else {
            throw Problem.of(
                    401,
                    "invalid_request_error",
                    null,
                    "You did not provide an API key. You need to provide your API key in the Authorization header, using"
                            + " Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See"
                            + " https://stripe.com/docs/api#authentication for details, or we can help at"
                            + " https://support.stripe.com/.",
                    null);
        }
        if (!given.equals(Stripe.SECRET_KEY)) {
            var end = given.length() > 8 ? given.substring(given.length() - 4) : "";
            throw Problem.of(
                    401, "invalid_request_error", null, "Invalid API Key provided: " + "*".repeat(8) + end, null);
        }
    }

    private static String user(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }

    private static Map<String, String> headers(Call call, String request, String key) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Request-Id", request);
        headers.put("Stripe-Version", call.header("stripe-version").orElse(Events.API_VERSION));
        if (!key.isEmpty()) {
            headers.put("Idempotency-Key", key);
        }
        return headers;
    }

    private static Answer refusal(Call call, String request, String key, Problem problem) {
        var headers = headers(call, request, key);
        if (problem.status == 401) {
            headers.put("WWW-Authenticate", "Basic realm=\"Stripe\"");
        }
        return whole(problem.status, Json.write(problem.body(request)), headers);
    }

    private static Answer whole(int status, byte[] body, Map<String, String> headers) {
        return new Answer.Whole(status, headers, body);
    }
}
