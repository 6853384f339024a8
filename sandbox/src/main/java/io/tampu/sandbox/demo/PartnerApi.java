package io.tampu.sandbox.demo;

import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The partner API as a partner's program would call it. */
final class PartnerApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI site;
    private final String key;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();

    PartnerApi(URI site, String key) {
        this.site = site;
        this.key = key;
    }

    /** The API's answer, refusals included: those say in {@code detail} what is wrong. */
    record Answer(int status, JsonNode body) {

        boolean isRefusal() {
            return status >= 400;
        }
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer post(String path, String idempotencyKey, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(site.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + key);
    }

    private Answer send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), json.readTree(answer.body()));
        } catch (IOException | JacksonException problem) {
            throw new StageProblem(
                    "The platform did not answer " + request.method() + " " + request.uri() + " as it should ("
                            + problem + "): its log tells more.",
                    problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while waiting for the platform.", interrupted);
        }
    }
}
