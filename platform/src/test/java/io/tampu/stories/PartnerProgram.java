package io.tampu.stories;

import io.tampu.engine.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A partner's own program, as it would be written: it knows a key and an address. Each answer is held against the contract. */
public final class PartnerProgram {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Each look takes milliseconds: enough of them for the pause after a wholesaler's silence. */
    private static final int MOST_LOOKS = 5_000;

    private static final Contract CONTRACT = new Contract();

    /** What came back. */
    public record Reply(int status, HttpResponse<String> whole) {

        public String body() {
            return whole.body();
        }

        public JsonNode json() {
            return Json.MAPPER.readTree(whole.body());
        }

        /** The code of a problem; empty text for anything else. */
        public String code() {
            return json().path("code").asString("");
        }

        public String text(String pointer) {
            return json().at(pointer).asString();
        }
    }

    private final int port;
    private final String key;

    public PartnerProgram(int port, String key) {
        this.port = port;
        this.key = key;
    }

    public Reply get(String path) {
        return send("GET", path, Optional.empty());
    }

    /** The id of the first offer that fits. A wholesaler who has not answered yet is waited for, by asking again. */
    public String offer(String iccid) {
        for (int i = 0; i < MOST_LOOKS; i++) {
            JsonNode offers = get("/api/v1/esims/" + iccid + "/offers").json();
            for (JsonNode offer : offers.get("offers")) {
                if (offer.get("eligible").booleanValue()) {
                    return offer.get("id").stringValue();
                }
            }
            if (!offers.get("checkedAt").isNull()) {
                break;
            }
        }
        throw new IllegalStateException("no offer fits " + iccid);
    }

    public static String body(String iccid, String offer) {
        return "{\"iccid\":\"" + iccid + "\",\"offer\":\"" + offer + "\",\"pay\":{\"method\":\"balance\"}}";
    }

    public static String body(String iccid, String offer, String reference) {
        return "{\"iccid\":\"" + iccid + "\",\"offer\":\"" + offer
                + "\",\"pay\":{\"method\":\"balance\"},\"reference\":\"" + reference + "\"}";
    }

    public Reply renew(String idempotencyKey, String body, String... headers) {
        var all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        all[0] = "Idempotency-Key";
        all[1] = idempotencyKey;
        all[2] = "Content-Type";
        all[3] = "application/json";
        return send("POST", "/api/v1/renewals", Optional.of(body), all);
    }

    public Reply send(String method, String path, Optional<String> body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(70))
                .header("Authorization", "Bearer " + key)
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            CONTRACT.judge(
                    method, path, answer.statusCode(), answer.headers().firstValue("content-type"), answer.body());
            return new Reply(answer.statusCode(), answer);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
