package io.tampu.payments.stripe;

import com.sun.net.httpserver.HttpServer;
import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.payments.Charge;
import io.tampu.payments.OtherSide;
import io.tampu.payments.PaymentProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * The sandbox world, as its own process, sitting the exam as Stripe. One world serves all exams: what its book says of one is found
 * by the ids of that one.
 */
final class WorldOfStripe implements OtherSide {

    private static final String PAYS = "4242424242424242";
    private static final String HAS_NO_FUNDS = "4000000000009995";
    private static final int PAGE = 1000;

    private final Process process;
    private final URI world;
    private final HttpClient client = HttpClient.newHttpClient();
    private final OutsideHttp http = new OutsideHttp();
    private final HttpServer door;
    private final LinkedBlockingQueue<Delivery> heard = new LinkedBlockingQueue<>();

    WorldOfStripe(Path folder) throws Exception {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tampu.sandbox.World",
                        "--port",
                        Integer.toString(freePort()),
                        "--data",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String ready = process.inputReader().readLine();
        if (ready == null || !ready.startsWith("world ready ")) {
            throw new IllegalStateException("the world did not start: " + ready);
        }
        world = URI.create(ready.substring("world ready ".length()).strip());
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                var headers = new HashMap<String, String>();
                exchange.getRequestHeaders()
                        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
                exchange.sendResponseHeaders(200, -1);
                heard.add(new Delivery(headers, body));
            }
        });
        door.start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** From now on the world's notifications come to us, or to where nobody listens. */
    void bringNotificationsTo(boolean us) {
        int port = us ? door.getAddress().getPort() : 1;
        post("/world/stripe/webhook", "{\"url\":\"http://127.0.0.1:" + port + "/notifications/stripe\"}");
    }

    @Override
    public PaymentProvider adapter() {
        return new Stripe(SellingStripe.settings(world.resolve("/stripe")), http, Clock.systemUTC());
    }

    @Override
    public PaymentProvider adapterOfNobody() {
        return new Stripe(SellingStripe.settings(URI.create("http://127.0.0.1:1")), http, Clock.systemUTC());
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public boolean pay(String handle) {
        return act(handle, "action=pay&card=" + PAYS) == 303;
    }

    @Override
    public void payWithoutFunds(String handle) {
        act(handle, "action=pay&card=" + HAS_NO_FUNDS);
    }

    /** What a payer, or the sandbox itself, does on the page. Answers the status: 303 leads back to the shop. */
    int act(String handle, String form) {
        return send(HttpRequest.newBuilder(world.resolve("/stripe/pay/" + handle))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build())
                .statusCode();
    }

    @Override
    public void failLater(String refundHandle) {
        post("/world/stripe/refunds/" + refundHandle + "/fail", "{}");
    }

    @Override
    public String dispute(String payment) {
        return Fields.JSON
                .readTree(post("/world/stripe/payments/" + payment + "/dispute", "{}"))
                .get("id")
                .asString();
    }

    /** @param end {@code win} or {@code lose} */
    void endDispute(String dispute, String end) {
        post("/world/stripe/disputes/" + dispute + "/" + end, "{}");
    }

    private List<JsonNode> lines(String mark) {
        var lines = new ArrayList<JsonNode>();
        long since = 0;
        while (true) {
            var page = Fields.JSON
                    .readTree(get("/world/ledger?since=" + since + "&limit=" + PAGE))
                    .get("money");
            for (JsonNode line : page) {
                since = line.get("seq").asLong();
                if (line.path("mark").asString("").equals(mark)) {
                    lines.add(line);
                }
            }
            if (page.size() < PAGE) {
                return lines;
            }
        }
    }

    @Override
    public int taken(String mark) {
        return (int) lines(mark).stream()
                .filter(line -> line.get("why").asString().equals("payment"))
                .count();
    }

    @Override
    public long held(String mark) {
        return lines(mark).stream()
                .mapToLong(line -> line.get("kind").asString().equals("taken")
                        ? line.get("amountMinor").asLong()
                        : -line.get("amountMinor").asLong())
                .sum();
    }

    @Override
    public void atTheNext(Call call, Fault fault) {
        arm(
                call,
                switch (fault) {
                    case LOSES_THE_REQUEST -> "drop-request";
                    case ACTS_AND_LOSES_THE_REPLY -> "drop-reply-after-commit";
                    case ANSWERS_500 -> "status-500";
                    case TALKS_GARBAGE -> "garbage";
                });
    }

    @Override
    public void refuseTheNextAsTooMany(Call call) {
        arm(call, "status-429");
    }

    private void arm(Call call, String fault) {
        String target = call == Call.CREATE ? "stripe.session" : "stripe.refund";
        post("/world/faults", "{\"target\":\"" + target + "\",\"fault\":\"" + fault + "\",\"count\":1}");
    }

    /** What the world tells of the payment, the last words being those of the payment itself. */
    @Override
    public Delivery notification(Charge charge) {
        try {
            while (true) {
                var delivery = heard.poll(10, TimeUnit.SECONDS);
                if (delivery == null) {
                    throw new IllegalStateException("the world sent no notification of " + charge.id());
                }
                String body = new String(delivery.body(), StandardCharsets.UTF_8);
                if (body.contains("\"payment_intent.succeeded\"") && body.contains(charge.id())) {
                    return delivery;
                }
            }
        } catch (InterruptedException end) {
            throw new IllegalStateException(end);
        }
    }

    @Override
    public Delivery flawed(Charge charge, Flaw flaw) {
        String body = new String(notification(charge).body(), StandardCharsets.UTF_8);
        return switch (flaw) {
            case SIGNED_BY_SOMEBODY_ELSE -> SellingStripe.signed(new Secret("whsec_somebody_else"), now(), body);
            case SIGNED_LONG_AGO -> SellingStripe.signed(SellingStripe.SIGNING, now().minusSeconds(302), body);
            case FOR_ANOTHER_ACCOUNT ->
                SellingStripe.signed(
                        SellingStripe.SIGNING, now(), body.replaceAll("\"livemode\": ?false", "\"livemode\":true"));
            case NOT_A_NOTIFICATION -> SellingStripe.signed(SellingStripe.SIGNING, now(), "{\"object\":\"list\"}");
        };
    }

    private String get(String path) {
        return whole(HttpRequest.newBuilder(world.resolve(path)).build());
    }

    private String post(String path, String json) {
        return whole(HttpRequest.newBuilder(world.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private String whole(HttpRequest request) {
        var response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(request + " was answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** After an exam: faults that were not met are taken away; the world goes on. */
    @Override
    public void close() {
        whole(HttpRequest.newBuilder(world.resolve("/world/faults")).DELETE().build());
        heard.clear();
    }

    void end() throws Exception {
        http.close();
        client.close();
        door.stop(0);
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
