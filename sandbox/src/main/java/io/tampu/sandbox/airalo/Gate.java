package io.tampu.sandbox.airalo;

import io.tampu.sandbox.airalo.AiraloLimits.Rule;
import io.tampu.sandbox.airalo.AiraloLimits.Verdict;
import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Endpoint;
import java.util.List;
import java.util.function.Function;

/** What stands before every endpoint: the token, then the limits. */
final class Gate {

    /** A rule, and whom it counts. */
    record Counted(Rule rule, Function<Call, String> who) {}

    private static final String BEARER = "Bearer ";

    private final AiraloTokens tokens;
    private final AiraloLimits limits;
    private final AiraloSettings settings;
    private final WorldClock clock;

    Gate(AiraloTokens tokens, AiraloLimits limits, AiraloSettings settings, WorldClock clock) {
        this.tokens = tokens;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    static Counted perEsim(Rule rule) {
        return new Counted(rule, call -> call.part(0));
    }

    static Counted perAddress(Rule rule) {
        return new Counted(rule, Call::from);
    }

    static Counted perPartner(Rule rule) {
        return new Counted(rule, call -> AiraloTokens.CLIENT_ID);
    }

    static Counted perToken(Rule rule) {
        return new Counted(rule, call -> call.header("authorization").orElse(""));
    }

    /** An endpoint that wants a token. */
    Endpoint behind(String name, Endpoint endpoint, Counted... production) {
        var limited = limited(name, endpoint, production);
        return call -> call.header("authorization")
                        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .filter(header ->
                                tokens.isRight(header.substring(BEARER.length()).strip(), clock.millis()))
                        .isPresent()
                ? limited.answer(call)
                : AiraloErrors.nothing(401, "Unauthenticated.");
    }

    /** An endpoint that is open but counted. */
    Endpoint limited(String name, Endpoint endpoint, Counted... production) {
        var rules = settings.mode() == AiraloMode.SANDBOX
                ? List.of(perPartner(AiraloLimits.sandbox(name)))
                : List.of(production);
        if (rules.isEmpty()) {
            return endpoint;
        }
        return call -> {
            var verdicts = rules.stream()
                    .map(each -> limits.count(each.rule(), each.who().apply(call)))
                    .toList();
            var refusal =
                    verdicts.stream().filter(verdict -> !verdict.allowed()).findFirst();
            var shown = refusal.orElse(verdicts.getFirst());
            var answer = refusal.map(Verdict::retryAfterSeconds)
                    .map(AiraloErrors::tooMany)
                    .orElseGet(() -> endpoint.answer(call));
            return answer.with(shown.headers());
        };
    }
}
