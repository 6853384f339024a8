package io.tampu.suppliers.airalo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Says what the test tells it to say: recorded messages, once each or always, silence, floods. */
final class ScriptedAiralo implements AutoCloseable {

    /** One answer. */
    interface Reply {
        void give(HttpExchange exchange, Asked asked) throws IOException;
    }

    /** One request as it came. */
    record Asked(String what, String query, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Reply> always = new HashMap<>();
    private final Map<String, Deque<Reply>> once = new HashMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    ScriptedAiralo() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        always("POST token", file(200, "token.json"));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/airalo");
    }

    /** @param what {@code "POST orders/topups"} */
    synchronized void always(String what, Reply reply) {
        always.put(what, reply);
    }

    synchronized void once(String what, Reply reply) {
        once.computeIfAbsent(what, key -> new ArrayDeque<>()).add(reply);
    }

    List<Asked> asked(String what) {
        return List.copyOf(asked).stream()
                .filter(one -> one.what().equals(what))
                .toList();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    static Reply file(int status, String name) {
        return text(status, recorded(name));
    }

    static Reply text(int status, String body, String... headers) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), "application/json", headers);
    }

    static Reply bytes(int status, byte[] body, String contentType, String... headers) {
        return (exchange, request) -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Takes the request and cuts the connection. */
    static Reply cut() {
        return (exchange, request) -> {};
    }

    /** Takes the request and says nothing until the test ends. */
    Reply nothing() {
        return (exchange, request) -> {
            try {
                closed.await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Megabytes that never become JSON. */
    static Reply flood(int megabytes) {
        return (exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write("{\"data\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < megabytes; i++) {
                out.write(new byte[1 << 20]);
            }
        };
    }

    static String recorded(String name) {
        try (var in = ScriptedAiralo.class.getResourceAsStream("/airalo/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no recorded message " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/airalo/v2/", "");
            String what = exchange.getRequestMethod() + " " + path;
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            String query = exchange.getRequestURI().getQuery();
            var request = new Asked(what, query == null ? "" : query, body, headers);
            asked.add(request);
            replyTo(what).give(exchange, request);
        } catch (IOException cut) {
            // The client went away: some tests are about that.
            return;
        }
    }

    private synchronized Reply replyTo(String what) {
        var queue = once.get(what);
        if (queue != null && !queue.isEmpty()) {
            return queue.removeFirst();
        }
        return always.getOrDefault(what, text(404, "{\"data\":[],\"meta\":{\"message\":\"nothing scripted\"}}"));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
