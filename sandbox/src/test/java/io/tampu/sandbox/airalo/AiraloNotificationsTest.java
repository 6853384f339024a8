package io.tampu.sandbox.airalo;

import static io.tampu.sandbox.WorldUnderTest.ESIM;
import static io.tampu.sandbox.WorldUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tampu.sandbox.HandClock;
import io.tampu.sandbox.WorldUnderTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AiraloNotificationsTest {

    private record Got(String method, String signature, String body) {}

    @TempDir
    Path folder;

    private WorldUnderTest world;
    private HttpServer listener;
    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(200);

    @BeforeEach
    void start() throws Exception {
        world = new WorldUnderTest(folder);
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/hook", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var signature = exchange.getRequestHeaders().getFirst("airalo-signature");
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
            got.add(new Got(exchange.getRequestMethod(), String.valueOf(signature), body));
        });
        listener.start();
    }

    @AfterEach
    void stop() throws Exception {
        listener.stop(0);
        world.close();
    }

    private String url() {
        return "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook";
    }

    private Got next() throws Exception {
        var each = got.poll(5, TimeUnit.SECONDS);
        assertThat(each).as("a notification within five seconds").isNotNull();
        return each;
    }

    private void optIn(String type, String more) throws Exception {
        var answer = world.post(
                "notifications/opt-in", "{\"type\":\"" + type + "\",\"webhook_url\":\"" + url() + "\"" + more + "}");
        assertThat(answer.body())
                .isEqualTo("{\"data\":{\"notification\":{\"type\":\"" + type + "\",\"contact_point\":\"" + url()
                        + "\"}},\"meta\":{\"message\":\"success\"}}");
        assertThat(next().method()).isEqualTo("HEAD");
    }

    private void simulate(String type) throws Exception {
        var answer = world.post(
                "simulator/webhook",
                "{\"event\":\"low_data_notification\",\"type\":\"" + type + "\",\"iccid\":\"" + ESIM
                        + "\",\"webhook_url\":\"" + url() + "\"}");
        assertThat(answer.body()).isEqualTo("{\"success\":\"Notification sent\"}");
    }

    @Test
    void theSignatureIsTheOneThatOpensslMakesOverEscapedSlashes() {
        var body =
                "{\"level\":\"75%\",\"package_name\":\"inti/peru\",\"remaining_percentage\":25,\"iccid\":\"8910300000000000009\"}";

        // printf '%s' '...inti\/peru...' | openssl dgst -sha512 -hmac sandbox_airalo_secret
        assertThat(AiraloTokens.sign(body))
                .isEqualTo(
                        "1727d2f689b5f8beb992c92e0e99927674d8500264441a3acf357b0607bf1b337da3d350e232aecc418c7f7429a02ae1dfa948170ebe3cab616d41cd8cb7413b");
    }

    @Test
    void anAddressThatDoesNotAnswerHeadWith200IsNotTaken() throws Exception {
        status.set(404);

        var answer =
                world.post("notifications/opt-in", "{\"type\":\"webhook_low_data\",\"webhook_url\":\"" + url() + "\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(world.get("notifications/opt-in").body()).startsWith("{\"data\":[]");
    }

    @Test
    void lowDataAndANearEndAreToldOnce() throws Exception {
        var esim = world.esim("fresh");
        world.desk("POST", "/world/phones/" + esim + "/use", "{\"megabytes\":1}");
        optIn("webhook_low_data", "");
        world.desk("POST", "/world/phones/" + esim + "/use", "{\"megabytes\":800}");

        var lines = new java.util.ArrayList<String>();
        do {
            lines.add(next().body());
        } while (!lines.getLast().contains(esim));

        assertThat(lines.getLast())
                .isEqualTo(
                        "{\"level\":\"75%\",\"package_name\":\"inti-peru-7days-1gb\",\"remaining_percentage\":22,\"iccid\":\""
                                + esim + "\"}");
        world.desk("POST", "/world/time", "{\"days\":5}");
        do {
            lines.add(next().body());
        } while (!lines.getLast().contains(esim));
        assertThat(lines.getLast()).contains("\"level\":\"3days\"");
    }

    @Test
    void creditThatRunsLowIsTold() throws Exception {
        world.desk("POST", "/world/airalo", "{\"creditMinor\":500000001}");
        optIn("webhook_credit_limit", ",\"levels\":[50,80]");

        world.topUp(ESIM, WorldUnderTest.WEEK, "x");

        assertThat(next().body())
                .isEqualTo("{\"message\":\"Surpassed 80% of the credit limit balance\",\"remaining\":4999997.61}");
    }

    @Test
    void aNotificationThatIsNotReceivedComesAgainAQuarterOfAnHourLater() throws Exception {
        status.set(204);
        simulate("data_90");
        next();
        while (world.deskJson("/world/airalo")
                        .at("/notificationsWaiting/0/tries")
                        .asInt(0)
                == 0) {
            Thread.onSpinWait();
        }
        world.clock.turn(Duration.ofMinutes(14));
        assertThat(got.poll(300, TimeUnit.MILLISECONDS)).isNull();

        status.set(200);
        world.clock.turn(Duration.ofMinutes(2));

        assertThat(next().body()).contains("90%");
        assertThat(got.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void notificationsAreDuplicatedLostForgedAndReorderedOnRequest() throws Exception {
        world.arm("airalo.notify", "notify-duplicate", 1, null);
        simulate("data_75");
        assertThat(next()).isEqualTo(next());

        world.arm("airalo.notify", "notify-lost", 1, null);
        simulate("data_75");
        world.arm("airalo.notify", "notify-forged", 1, null);
        simulate("data_90");
        var forged = next();
        assertThat(forged.body()).contains("90%");
        assertThat(forged.signature()).hasSize(128).isNotEqualTo(AiraloTokens.sign(forged.body()));

        world.arm("airalo.notify", "notify-reordered", 1, null);
        simulate("expire_3");
        simulate("expire_1");
        assertThat(next().body()).contains("1days");
        world.clock.turn(Duration.ofSeconds(2));
        assertThat(next().body()).contains("3days");
    }

    @Test
    void anAsynchronousOrderIsToldWithItsRequestId() throws Exception {
        var accepted = world.post(
                "orders-async",
                "{\"package_id\":\"inti-peru-7days-1gb\",\"quantity\":1,\"type\":\"sim\",\"webhook_url\":\"" + url()
                        + "\"}");
        var requestId = json(accepted).at("/data/request_id").asString();
        world.clock.turn(Duration.ofSeconds(2));

        var told = json(next().body());

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(requestId).hasSize(25);
        assertThat(told.get("request_id").asString()).isEqualTo(requestId);
        assertThat(told.at("/sims/0/iccid").asString()).isNotEmpty();
        assertThat(world.post("orders-async", "{\"package_id\":\"inti-peru-7days-1gb\",\"quantity\":1}")
                        .body())
                .isEqualTo("{\"reason\":\"User is not opted in and no webhook URL provided.\"}");
    }

    @Test
    void sandboxModeTellsNobodyAnything() throws Exception {
        world.close();
        world = new WorldUnderTest(folder.resolve("other"), AiraloMode.SANDBOX, new HandClock());
        optIn("webhook_low_data", "");

        world.desk("POST", "/world/time", "{\"hours\":1}");

        assertThat(got.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }
}
