package io.tampu.partnerapi;

import io.tampu.engine.Ids;
import io.tampu.engine.OutsideHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Sends one event to a partner's receiver, signed, once. Only a 2xx within the time counts as taken. */
final class SendEvents {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_WORDS = 200;

    /**
     * What became of it.
     *
     * @param status of HTTP, if there was an answer
     * @param problem why it does not count as taken
     */
    record Sent(OptionalInt status, Optional<String> problem) {
        boolean taken() {
            return problem.isEmpty();
        }
    }

    private final OutsideHttp http;
    private final WebhookSecrets secrets;
    private final Clock clock;
    private final Duration timeout;

    SendEvents(OutsideHttp http, WebhookSecrets secrets, Clock clock) {
        this(http, secrets, clock, TIMEOUT);
    }

    SendEvents(OutsideHttp http, WebhookSecrets secrets, Clock clock, Duration timeout) {
        this.http = http;
        this.secrets = secrets;
        this.clock = clock;
        this.timeout = timeout;
    }

    Sent send(Webhook webhook, UUID event, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var headers = Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "Tampu-Webhooks/1",
                "Tampu-Event-Id",
                Ids.text(event),
                "Tampu-Signature",
                secrets.sign(webhook, bytes, clock.instant()));
        var request = new OutsideHttp.Request("POST", URI.create(webhook.url()), headers, bytes, timeout);
        return switch (http.ask(request)) {
            case OutsideHttp.Answer.Answered(int status, var all, var text) ->
                new Sent(
                        OptionalInt.of(status),
                        status / 100 == 2 ? Optional.empty() : Optional.of("answered " + status));
            case OutsideHttp.Answer.NotSent(String what) -> new Sent(OptionalInt.empty(), problem(what));
            case OutsideHttp.Answer.Silent(String what) -> new Sent(OptionalInt.empty(), problem(what));
        };
    }

    private static Optional<String> problem(String what) {
        String plain = what.replaceAll("[^\\x20-\\x7e]", "?");
        return Optional.of(plain.length() <= MOST_WORDS ? plain : plain.substring(0, MOST_WORDS));
    }
}
