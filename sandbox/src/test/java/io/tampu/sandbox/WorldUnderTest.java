package io.tampu.sandbox;

import io.tampu.sandbox.airalo.AiraloMode;
import io.tampu.sandbox.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A world on a port of its own, asked over HTTP as anybody would. */
public final class WorldUnderTest implements AutoCloseable {

    /** The first renewable eSIM: 1 GB for 7 days, of which one day and 307 MB are left. */
    public static final String ESIM = "8910300000000000009";

    public static final String WEEK = "inti-peru-7days-1gb-topup";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public final HandClock clock;
    private final RunningWorld world;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token = "";

    public WorldUnderTest(Path folder, AiraloMode mode, HandClock clock) throws Exception {
        this.clock = clock;
        this.world = new RunningWorld(folder, 0, 0, mode, 24, clock);
    }

    public WorldUnderTest(Path folder) throws Exception {
        this(folder, AiraloMode.PRODUCTION, new HandClock());
    }

    public String address() {
        return "http://127.0.0.1:" + world.port();
    }

    /** Where it takes letters. */
    public int mailPort() {
        return world.mailPort();
    }

    public HttpResponse<String> send(String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> desk(String method, String path, String json) throws Exception {
        return send(method, path, Map.of("Content-Type", "application/json"), json);
    }

    public JsonNode deskJson(String path) throws Exception {
        return json(desk("GET", path, ""));
    }

    public void arm(String target, String fault, @Nullable Object count, @Nullable Object argument) throws Exception {
        var body = new String(
                Json.write(Json.object("target", target, "fault", fault, "count", count, "argument", argument)),
                StandardCharsets.UTF_8);
        var armed = desk("POST", "/world/faults", body);
        if (armed.statusCode() != 200) {
            throw new AssertionError(armed.body());
        }
    }

    public String token() throws Exception {
        if (token.isEmpty()) {
            var answer = send(
                    "POST",
                    "/airalo/v2/token",
                    Map.of("Content-Type", "application/x-www-form-urlencoded"),
                    "client_id=sandbox_airalo_client&client_secret=sandbox_airalo_secret&grant_type=client_credentials");
            token = json(answer).at("/data/access_token").asString();
        }
        return token;
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send("GET", "/airalo/v2/" + path, Map.of("Authorization", "Bearer " + token()), "");
    }

    public HttpResponse<String> post(String path, String json) throws Exception {
        return send(
                "POST",
                "/airalo/v2/" + path,
                Map.of("Authorization", "Bearer " + token(), "Content-Type", "application/json"),
                json);
    }

    public HttpResponse<String> topUp(String iccid, String packageId, String description) throws Exception {
        return post(
                "orders/topups",
                "{\"package_id\":\"%s\",\"iccid\":\"%s\",\"description\":\"%s\"}"
                        .formatted(packageId, iccid, description));
    }

    /** The first eSIM of a kind, freshly provisioned. */
    public String esim(String kind) throws Exception {
        return json(desk("POST", "/world/esims", "{\"count\":1,\"kind\":\"" + kind + "\"}"))
                .at("/iccids/0")
                .asString();
    }

    public JsonNode ledger() throws Exception {
        return deskJson("/world/ledger").get("data");
    }

    public static String filter(String name, String value) {
        return URLEncoder.encode("filter[" + name + "]", StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    @Override
    public void close() throws IOException {
        http.close();
        world.close();
    }
}
