package io.tampu.sandbox.airalo;

import static io.tampu.sandbox.WorldUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.sandbox.WorldUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How Airalo lets somebody in, as its documents have it; expected JSON is written out. */
class AiraloTokenTest {

    private static final String MULTIPART = "multipart/form-data; boundary=xyz";

    @TempDir
    Path folder;

    private WorldUnderTest world;

    @BeforeEach
    void start() throws Exception {
        world = new WorldUnderTest(folder);
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    private HttpResponse<String> token(String type, String body) throws Exception {
        return world.send("POST", "/airalo/v2/token", Map.of("Content-Type", type), body);
    }

    private static void assertIs(HttpResponse<String> answer, int status, String expected) {
        assertThat(answer.body()).isEqualTo(json(expected).toString());
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void aTokenIsGivenForJsonAndForAFormAndForMultipart() throws Exception {
        var asJson = token(
                "application/json",
                "{\"client_id\":\"sandbox_airalo_client\",\"client_secret\":\"sandbox_airalo_secret\",\"grant_type\":\"client_credentials\"}");
        var asForm = token(
                "application/x-www-form-urlencoded",
                "client_id=sandbox_airalo_client&client_secret=sandbox_airalo_secret&grant_type=client_credentials");
        var asMultipart = token(
                MULTIPART,
                part("client_id", "sandbox_airalo_client")
                        + part("client_secret", "sandbox_airalo_secret")
                        + part("grant_type", "client_credentials")
                        + "--xyz--\r\n");

        for (var answer : new HttpResponse<?>[] {asJson, asForm, asMultipart}) {
            assertThat(answer.statusCode()).isEqualTo(200);
            var body = json(String.valueOf(answer.body()));
            assertThat(body.at("/data/token_type").asString()).isEqualTo("Bearer");
            assertThat(body.at("/data/expires_in").asInt()).isEqualTo(31622400);
            assertThat(body.at("/data/access_token").asString()).isNotEmpty();
            assertThat(body.at("/meta/message").asString()).isEqualTo("success");
        }
    }

    private static String part(String name, String value) {
        return "--xyz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @Test
    void anUnknownClientIsInvalidAndAWrongSecretFails() throws Exception {
        assertIs(
                token(
                        "application/json",
                        "{\"client_id\":\"who\",\"client_secret\":\"x\",\"grant_type\":\"client_credentials\"}"),
                422,
                "{\"data\":{\"client_id\":\"The selected client id is invalid.\"},\"meta\":{\"message\":\"the parameter is invalid\"}}");
        assertIs(
                token(
                        "application/json",
                        "{\"client_id\":\"sandbox_airalo_client\",\"client_secret\":\"x\",\"grant_type\":\"client_credentials\"}"),
                401,
                "{\"data\":[],\"meta\":{\"message\":\"Client authentication failed\"}}");
    }

    @Test
    void withoutATokenNothingIsTold() throws Exception {
        var answer = world.send("GET", "/airalo/v2/balance", Map.of("Authorization", "Bearer nonsense"), "");

        assertIs(answer, 401, "{\"data\":[],\"meta\":{\"message\":\"Unauthenticated.\"}}");
    }
}
