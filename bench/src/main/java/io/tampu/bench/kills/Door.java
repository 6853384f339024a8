package io.tampu.bench.kills;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks over HTTP, once. Nothing came back is an answer of its own: whoever asks decides whether to ask again. */
final class Door implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(threads)
            .build();

    /** A whole answer. */
    record Heard(int status, byte[] body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** The stable code of a refusal. */
        String code() {
            return json().path("code").asString("");
        }

        String toText() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            var text = toText();
            return status + " " + text.substring(0, Math.min(300, text.length()));
        }
    }

    Optional<Heard> get(URI address, String partnerKey) {
        return send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + partnerKey));
    }

    Optional<Heard> renew(URI platform, Wish wish) {
        return send(HttpRequest.newBuilder(platform.resolve("/api/v1/renewals"))
                .header("Authorization", "Bearer " + wish.partner().key())
                .header("Idempotency-Key", wish.key())
                .header("Prefer", "wait=" + wish.waitSeconds())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wish.body())));
    }

    Optional<Heard> send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
            return Optional.of(new Heard(answer.statusCode(), answer.body()));
        } catch (IOException lost) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", interrupted);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
