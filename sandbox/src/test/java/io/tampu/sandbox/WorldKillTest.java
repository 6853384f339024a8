package io.tampu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.sandbox.web.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The world as a process of its own, killed without warning while it sells. */
class WorldKillTest {

    private static final int SELLERS = 8;

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Started(Process process, String address) {}

    private Started start() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tampu.sandbox.World",
                        "--port",
                        "0",
                        "--data",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        var line = String.valueOf(out.readLine());
        assertThat(line).startsWith("world ready http://127.0.0.1:");
        return new Started(process, line.substring("world ready ".length()));
    }

    private HttpResponse<String> post(String url, Map<String, String> headers, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void everySaleThatWasConfirmedIsInTheLedgerAfterAKill() throws Exception {
        var first = start();
        var token = WorldUnderTest.json(post(
                        first.address() + "/airalo/v2/token",
                        Map.of("Content-Type", "application/json"),
                        new String(Json.write(Json.object(
                                "client_id", "sandbox_airalo_client",
                                "client_secret", "sandbox_airalo_secret",
                                "grant_type", "client_credentials")))))
                .at("/data/access_token")
                .asString();
        Set<String> confirmed = ConcurrentHashMap.newKeySet();
        var enough = new CountDownLatch(300);
        var sellers = IntStream.range(0, SELLERS)
                .mapToObj(seller -> Thread.ofVirtual().start(() -> sell(first, token, seller, confirmed, enough)))
                .toList();

        enough.await();
        first.process().destroyForcibly().waitFor();
        for (var seller : sellers) {
            seller.join();
        }
        var second = start();

        try {
            var ledger = WorldUnderTest.json(http.send(
                                    HttpRequest.newBuilder(URI.create(second.address() + "/world/ledger?limit=100000"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .get("data");
            var sold = new java.util.ArrayList<String>();
            ledger.forEach(line -> sold.add(line.get("description").asString()));
            assertThat(sold).doesNotHaveDuplicates().containsAll(confirmed);
            assertThat(sold.size() - confirmed.size()).isBetween(0, SELLERS);
        } finally {
            second.process().destroyForcibly().waitFor();
        }
    }

    private void sell(Started world, String token, int seller, Set<String> confirmed, CountDownLatch enough) {
        for (int i = 0; i < 100_000; i++) {
            var mark = "s" + seller + "-" + i;
            try {
                var answer = post(
                        world.address() + "/airalo/v2/orders/topups",
                        Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                        "{\"package_id\":\"" + WorldUnderTest.WEEK + "\",\"iccid\":\"" + WorldUnderTest.ESIM
                                + "\",\"description\":\"" + mark + "\"}");
                if (answer.statusCode() == 200) {
                    confirmed.add(mark);
                    enough.countDown();
                }
            } catch (Exception killed) {
                return;
            }
        }
    }

    @Test
    void everyPaymentThatWasConfirmedIsInTheLedgerAfterAKill() throws Exception {
        var first = start();
        Set<String> confirmed = ConcurrentHashMap.newKeySet();
        var enough = new CountDownLatch(300);
        var payers = IntStream.range(0, SELLERS)
                .mapToObj(payer -> Thread.ofVirtual().start(() -> pay(first, payer, confirmed, enough)))
                .toList();

        enough.await();
        first.process().destroyForcibly().waitFor();
        for (var payer : payers) {
            payer.join();
        }
        var second = start();

        try {
            var ledger = WorldUnderTest.json(http.send(
                                    HttpRequest.newBuilder(URI.create(second.address() + "/world/ledger?limit=100000"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .get("money");
            var taken = new java.util.ArrayList<String>();
            ledger.forEach(line -> taken.add(line.get("mark").asString()));
            assertThat(taken).doesNotHaveDuplicates().containsAll(confirmed);
            assertThat(taken.size() - confirmed.size()).isBetween(0, SELLERS);
        } finally {
            second.process().destroyForcibly().waitFor();
        }
    }

    private void pay(Started world, int payer, Set<String> confirmed, CountDownLatch enough) {
        var form = Map.of(
                "Authorization",
                "Bearer sk_test_sandbox_stripe_key",
                "Content-Type",
                "application/x-www-form-urlencoded");
        for (int i = 0; i < 100_000; i++) {
            var mark = "p" + payer + "-" + i;
            try {
                var session = WorldUnderTest.json(post(
                        world.address() + "/stripe/v1/checkout/sessions",
                        form,
                        "mode=payment&success_url=http://shop.invalid/&payment_intent_data[metadata][attempt]=" + mark
                                + "&line_items[0][quantity]=1&line_items[0][price_data][currency]=usd"
                                + "&line_items[0][price_data][unit_amount]=900"
                                + "&line_items[0][price_data][product_data][name]=Sample"));
                var paid = post(
                        world.address() + "/stripe/pay/" + session.get("id").asString(),
                        form,
                        "action=pay&card=4242424242424242");
                if (paid.statusCode() == 303) {
                    confirmed.add(mark);
                    enough.countDown();
                }
            } catch (Exception killed) {
                return;
            }
        }
    }
}
