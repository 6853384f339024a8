package io.tampu.browser;

import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The desk of the sandbox world: what it sold, its faults, its ledger, and the letters that arrived there. */
public final class World {

    private static final int MOST_LINES = 100_000;

    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    World(URI url) {
        this.url = url;
    }

    public URI url() {
        return url;
    }

    List<String> iccids(int count) {
        return ask("GET", "/world/esims.csv?from=0&count=" + count, "")
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    /** Where the payment provider is to send its notifications. */
    void notify(URI platform) {
        var body = JsonMapper.shared().createObjectNode();
        body.put("url", platform.resolve("/notifications/stripe").toString());
        ask("POST", "/world/stripe/webhook", body.toString());
    }

    /** From now on, the next so many times, this goes wrong there. The world's page lists targets and faults. */
    public void arm(String target, String fault, int count) {
        var body = JsonMapper.shared().createObjectNode();
        body.put("target", target).put("fault", fault).put("count", count);
        ask("POST", "/world/faults", body.toString());
    }

    public void clearFaults() {
        ask("DELETE", "/world/faults", "");
    }

    /** A phone uses data. */
    public void use(String iccid, int megabytes) {
        ask("POST", "/world/phones/" + iccid + "/use", "{\"megabytes\":" + megabytes + "}");
    }

    /** How often the wholesaler topped this eSIM up. */
    public long given(String iccid) {
        return json("/world/ledger?since=0&limit=" + MOST_LINES)
                .path("data")
                .valueStream()
                .filter(line -> line.path("iccid").asString("").equals(iccid)
                        && !line.path("description").asString("").isEmpty())
                .count();
    }

    /** The letters to this address, oldest first, as the world's mailbox has them. */
    public JsonNode letters(String to) {
        return json("/world/mailbox?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    }

    public JsonNode json(String path) {
        return JsonMapper.shared().readTree(ask("GET", path, ""));
    }

    private String ask(String method, String path, String body) {
        var request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new StageProblem("The world refused " + method + " " + path + " " + body + ": "
                        + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException problem) {
            throw new StageProblem(
                    "The world does not answer " + method + " " + path + ": " + problem.getMessage(), problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while asking the world.", interrupted);
        }
    }
}
