package io.tampu.payments.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Says what the test tells it to say: recorded messages, once each or always, silence, floods. */
final class ScriptedStripe implements AutoCloseable {

    /** One answer. */
    interface Reply {
        void give(HttpExchange exchange, Asked asked) throws IOException;
    }

    /** One request as it came, header names in lower case. */
    record Asked(String what, String query, String body, Map<String, String> headers) {

        /** The parameters, from the address or the body. */
        Map<String, String> parameters() {
            var parameters = new LinkedHashMap<String, String>();
            for (String pair : (query + "&" + body).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
            return parameters;
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Reply> always = new HashMap<>();
    private final Map<String, Deque<Reply>> once = new HashMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile Reply otherwise = text(404, "nothing scripted");

    ScriptedStripe() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stripe");
    }

    /** @param what {@code "POST refunds"} */
    synchronized void always(String what, Reply reply) {
        always.put(what, reply);
    }

    synchronized void once(String what, Reply reply) {
        once.computeIfAbsent(what, key -> new ArrayDeque<>()).add(reply);
    }

    /** To whatever is asked and not scripted. */
    void otherwise(Reply reply) {
        otherwise = reply;
    }

    List<Asked> asked(String what) {
        return asked().stream().filter(one -> one.what().equals(what)).toList();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    static Reply text(int status, String body, String... headers) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), "application/json", headers);
    }

    static Reply error(int status, String type, String code, String param) {
        return text(
                status,
                "{\"error\":{\"type\":\"" + type + "\",\"code\":\"" + code + "\",\"param\":\"" + param
                        + "\",\"message\":\"A sample of " + code + "\"}}");
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
        try (var in = ScriptedStripe.class.getResourceAsStream("/stripe/" + name)) {
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
            String path = exchange.getRequestURI().getPath().replaceFirst("^/stripe/v1/", "");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String query = exchange.getRequestURI().getRawQuery();
            var request =
                    new Asked(exchange.getRequestMethod() + " " + path, query == null ? "" : query, body, headers);
            asked.add(request);
            replyTo(request.what()).give(exchange, request);
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
        return always.getOrDefault(what, otherwise);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
