package io.tampu.stories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tampu.engine.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** A partner's receiver of events on this machine, written after docs/webhooks.md, with moods. */
final class Receiver implements AutoCloseable {

    /** What came: taken is what this receiver answered with a 2xx. */
    record Came(String eventId, String signature, String body, boolean taken) {

        JsonNode json() {
            return Json.MAPPER.readTree(body);
        }

        String renewal() {
            return json().path("renewal").asString("");
        }

        String state() {
            return json().path("state").asString("");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Came> came = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> moods = new ConcurrentHashMap<>();
    private volatile int status = 204;
    private volatile CountDownLatch door = new CountDownLatch(0);
    private final CountDownLatch someone = new CountDownLatch(1);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    /** From now on it answers so. */
    void answer(int next) {
        status = next;
    }

    /** From now on it answers so to what is about this renewal. */
    void answerTo(String renewal, int next) {
        moods.put(renewal, next);
    }

    /** Whoever comes is kept waiting until {@link #letGo}. */
    void hang() {
        door = new CountDownLatch(1);
    }

    void letGo() {
        door.countDown();
    }

    void awaitSomeone() throws InterruptedException {
        someone.await();
    }

    List<Came> all() {
        return List.copyOf(came);
    }

    /** What it has taken, as "renewal state", in the order in which it came. */
    List<String> taken() {
        var taken = new ArrayList<String>();
        came.stream().filter(Came::taken).forEach(one -> taken.add(one.renewal() + " " + one.state()));
        return taken;
    }

    void forget() {
        came.clear();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        someone.countDown();
        try {
            door.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        String renewal = Json.MAPPER.readTree(body).path("renewal").asString("");
        int answer = moods.getOrDefault(renewal, status);
        came.add(new Came(
                exchange.getRequestHeaders().getFirst("Tampu-Event-Id"),
                exchange.getRequestHeaders().getFirst("Tampu-Signature"),
                body,
                answer / 100 == 2));
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    /** As docs/webhooks.md says: does one of the signatures fit, and is it not too old? */
    static boolean verifies(String secret, String header, String body, long nowSeconds) {
        String[] parts = header.split(",");
        String at = parts[0].substring("t=".length());
        byte[] expected = hmac(secret, at + "." + body);
        boolean fits = false;
        for (String part : parts) {
            fits |= part.startsWith("v1=")
                    && MessageDigest.isEqual(expected, HexFormat.of().parseHex(part.substring("v1=".length())));
        }
        return fits && Math.abs(nowSeconds - Long.parseLong(at)) <= 300;
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
        threads.close();
    }
}
