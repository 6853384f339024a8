package io.tampu.suppliers.airalo;

import com.sun.net.httpserver.HttpServer;
import io.tampu.engine.OutsideHttp;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.SupplierContractTest.Delivery;
import io.tampu.suppliers.SupplierContractTest.Fault;
import io.tampu.suppliers.SupplierContractTest.OtherSide;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * The sandbox world, as its own process, sitting the exam as Airalo. One world and one adapter serve all exams, for a token may be
 * asked for three times a minute; each exam gets an eSIM that nobody has looked at.
 */
final class WorldOfAiralo implements AutoCloseable {

    private static final String ORDERS = "airalo.topup";
    private static final String CREDENTIALS =
            "{\"client_id\":\"sandbox_airalo_client\",\"client_secret\":\"sandbox_airalo_secret\","
                    + "\"grant_type\":\"client_credentials\"}";

    private final Process process;
    private final URI world;
    private final HttpClient client = HttpClient.newHttpClient();
    private final OutsideHttp http = new OutsideHttp();
    private final Airalo airalo;
    private final Iterator<String> iccids;

    WorldOfAiralo(Path folder) throws Exception {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tampu.sandbox.World",
                        "--port",
                        Integer.toString(freePort()),
                        "--data",
                        folder.toString(),
                        "--esims",
                        "60")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String ready = process.inputReader().readLine();
        if (ready == null || !ready.startsWith("world ready ")) {
            throw new IllegalStateException("the world did not start: " + ready);
        }
        world = URI.create(ready.substring("world ready ".length()).strip());
        airalo = adapterAt(world.resolve("/airalo"));
        iccids = get("/world/esims.csv?from=0&count=60")
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .iterator();
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Airalo adapterAt(URI address) {
        return new Airalo(
                AiraloSettings.production(address, "sandbox_airalo_client", AiraloFixture.SECRET),
                http,
                Clock.systemUTC());
    }

    /** The next eSIM that the sample top-up is offered for. */
    OtherSide nextExam() {
        while (iccids.hasNext()) {
            String iccid = iccids.next();
            if (airalo.look(iccid) instanceof io.tampu.suppliers.EsimWord.Known known
                    && known.topUps().stream()
                            .anyMatch(one -> one.supplierPackage().equals(AiraloFixture.PACKAGE))) {
                return new Exam(iccid);
            }
        }
        throw new IllegalStateException("the world has no more eSIMs for the sample top-up");
    }

    private final class Exam implements OtherSide {

        private final String iccid;

        Exam(String iccid) {
            this.iccid = iccid;
        }

        @Override
        public Supplier adapter() {
            return airalo;
        }

        @Override
        public Supplier adapterOfNobody() {
            return adapterAt(URI.create("http://127.0.0.1:1"));
        }

        @Override
        public String iccid() {
            return iccid;
        }

        @Override
        public String supplierPackage() {
            return AiraloFixture.PACKAGE;
        }

        @Override
        public String unknownIccid() {
            return "8910300999999999999";
        }

        @Override
        public int sold(String mark) {
            int sold = 0;
            for (JsonNode one : Fields.JSON
                    .readTree(get("/world/ledger?since=0&limit=1000"))
                    .get("data")) {
                sold += one.path("description").asString("").equals(mark) ? 1 : 0;
            }
            return sold;
        }

        @Override
        public void atTheNextOrder(Fault fault) {
            arm(
                    switch (fault) {
                        case LOSES_THE_REQUEST -> "drop-request";
                        case SELLS_AND_LOSES_THE_REPLY -> "drop-reply-after-commit";
                        case ANSWERS_500 -> "status-500";
                        case TALKS_GARBAGE -> "garbage";
                    },
                    "null");
        }

        @Override
        public void refuseTheNextOrderAsTooMany() {
            arm("status-429", "\"0\"");
        }

        private void arm(String fault, String argument) {
            post(
                    "/world/faults",
                    "{\"target\":\"" + ORDERS + "\",\"fault\":\"" + fault + "\",\"count\":1,\"argument\":" + argument
                            + "}",
                    Map.of());
        }

        /** Opts in at a door of our own and has the world's simulator send one there. */
        @Override
        public Delivery notification() {
            var received = new LinkedBlockingQueue<Delivery>();
            try {
                var door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                door.createContext("/", exchange -> {
                    try (exchange) {
                        byte[] body = exchange.getRequestBody().readAllBytes();
                        var headers = new HashMap<String, String>();
                        exchange.getRequestHeaders()
                                .forEach((name, values) ->
                                        headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
                        exchange.sendResponseHeaders(200, -1);
                        if (exchange.getRequestMethod().equals("POST")) {
                            received.add(new Delivery(headers, body));
                        }
                    }
                });
                door.start();
                try {
                    String address = "http://127.0.0.1:" + door.getAddress().getPort() + "/notifications/airalo";
                    airalo.optIn(URI.create(address));
                    simulate(address);
                    var delivery = received.poll(10, TimeUnit.SECONDS);
                    if (delivery == null) {
                        throw new IllegalStateException("the world sent no notification");
                    }
                    return delivery;
                } finally {
                    door.stop(0);
                }
            } catch (IOException | InterruptedException broken) {
                throw new IllegalStateException(broken);
            }
        }

        private void simulate(String address) {
            String token = Fields.JSON
                    .readTree(post("/airalo/v2/token", CREDENTIALS, Map.of()))
                    .get("data")
                    .get("access_token")
                    .stringValue();
            post(
                    "/airalo/v2/simulator/webhook",
                    "{\"event\":\"low_data_notification\",\"type\":\"data_75\",\"level\":\"75%\",\"iccid\":\"" + iccid
                            + "\",\"webhook_url\":\"" + address + "\"}",
                    Map.of("Authorization", "Bearer " + token));
        }

        /** Faults that were not met are taken away; the world goes on. */
        @Override
        public void close() {
            send(HttpRequest.newBuilder(world.resolve("/world/faults")).DELETE().build());
        }
    }

    private String get(String path) {
        return send(HttpRequest.newBuilder(world.resolve(path)).build());
    }

    private String post(String path, String json, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(world.resolve(path)).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.POST(HttpRequest.BodyPublishers.ofString(json)).build());
    }

    private String send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        request + " was answered " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() throws Exception {
        http.close();
        client.close();
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
