package io.tampu.stories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tampu.engine.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before the world's Stripe. In a bad mood it answers itself, and repeats to whoever asks the key that they came with. */
final class BlabbingStripe implements AutoCloseable {

    enum Mood {
        /** Asks the world. */
        HONEST,
        /** 401: the key is none. */
        UNAUTHORIZED,
        /** 400, with the key wherever something can be said. */
        REFUSING,
        /** 500. */
        BROKEN,
        /** 200, and no JSON. */
        GARBAGE,
        /** 200, JSON, and nothing in it is what it should be. */
        WRONG,
        /** Hangs up without a word. */
        SILENT
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String real;
    private final String key;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Mood mood = Mood.HONEST;

    /**
     * @param real the world's Stripe
     * @param key the one that the world knows, whatever key the platform has
     */
    BlabbingStripe(String real, String key) {
        this.real = real;
        this.key = key;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void mood(Mood next) {
        mood = next;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String said = exchange.getRequestHeaders().getFirst("Authorization");
        String bare = said.replace("Bearer ", "");
        switch (mood) {
            case HONEST -> pass(exchange, body);
            case UNAUTHORIZED -> error(exchange, 401, Map.of("type", "invalid_request_error", "message", said));
            case REFUSING ->
                error(
                        exchange,
                        400,
                        Map.of("type", "invalid_request_error", "code", bare, "param", bare, "message", said));
            case BROKEN -> error(exchange, 500, Map.of("type", "api_error", "message", said));
            case GARBAGE -> send(exchange, 200, "<html>Authorization: " + said + "</html>");
            case WRONG ->
                send(
                        exchange,
                        200,
                        Json.write(Map.of("object", bare, "id", bare, "url", bare, "status", bare, "data", bare)));
            case SILENT -> exchange.close();
        }
    }

    private static void error(HttpExchange exchange, int status, Map<String, String> error) throws IOException {
        send(exchange, status, Json.write(Map.of("error", error)));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(real + exchange.getRequestURI()))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : List.of("Stripe-Version", "Content-Type", "Idempotency-Key", "Accept")) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        try {
            var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
