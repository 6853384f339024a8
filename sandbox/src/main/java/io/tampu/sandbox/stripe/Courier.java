package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.stripe.Deliveries.Delivery;
import io.tampu.sandbox.stripe.Thing.Endpoint;
import io.tampu.sandbox.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Brings events to the seller's endpoints, signed. Any status from 200 to 299 counts as received. */
final class Courier {

    /** On their way at once: enough for a busy seller, too few to drown one. */
    private static final int MOST_AT_ONCE = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Journal journal;
    private final Deliveries deliveries;
    private final Shapes shapes;
    private final Times times;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Post plain = new Post();
    private volatile boolean closed;

    Courier(Journal journal, Deliveries deliveries, Shapes shapes, Times times) {
        this.journal = journal;
        this.deliveries = deliveries;
        this.shapes = shapes;
        this.times = times;
    }

    /** Brings nothing more; what is on its way comes to nothing and is brought when the world is back. */
    void close() {
        closed = true;
        plain.close();
    }

    /** Sets out with what is due, on threads of its own. */
    void bringDue() {
        while (!closed && underWay.get() < MOST_AT_ONCE) {
            var next = deliveries.take();
            if (next.isEmpty()) {
                return;
            }
            underWay.incrementAndGet();
            Thread.ofVirtual().name("stripe-courier").start(() -> bringAllFrom(next.get()));
        }
    }

    /** Goes on with the next as long as there is one. */
    private void bringAllFrom(Delivery first) {
        try {
            bring(first);
            for (var next = deliveries.take(); next.isPresent() && !closed; next = deliveries.take()) {
                bring(next.get());
            }
        } catch (RuntimeException broken) {
            if (!closed) {
                throw broken;
            }
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void bring(Delivery delivery) {
        record Parcel(Endpoint to, Map<String, @Nullable Object> event) {}
        var parcel = journal.look(
                () -> new Parcel(deliveries.endpoint(delivery), shapes.account().event(deliveries.event(delivery))));
        var event = parcel.event();
        if (delivery.twist().equals("wrong-amount")) {
            event.put("data", Json.object("object", otherAmounts(event)));
        }
        var body = Json.write(event);
        // By the machine's time: a receiver compares it with its own.
        var signature = delivery.twist().equals("forged")
                ? Signature.of(body, times.shown(), List.of("whsec_of_somebody_else"))
                : Signature.of(body, times.shown(), secrets(parcel.to()));
        if (delivery.twist().equals("altered")) {
            alter(body);
        }
        deliveries.became(delivery, post(parcel.to().url(), body, signature));
    }

    private List<String> secrets(Endpoint endpoint) {
        return endpoint.oldSecret().isEmpty() || endpoint.oldUntil() <= times.waiting()
                ? List.of(endpoint.secret())
                : List.of(endpoint.secret(), endpoint.oldSecret());
    }

    /** One byte, and still JSON: the last digit of the time at which it was created. */
    private static void alter(byte[] body) {
        for (int i = body.length - 1; i >= 0; i--) {
            if (body[i] >= '0' && body[i] <= '9') {
                body[i] = (byte) (body[i] == '9' ? '8' : body[i] + 1);
                return;
            }
        }
    }

    @SuppressWarnings("unchecked") // Shapes are objects with names.
    private static Map<String, @Nullable Object> otherAmounts(Map<String, @Nullable Object> event) {
        var data = (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(event.get("data"));
        var object = Json.object();
        object.putAll((Map<String, @Nullable Object>) java.util.Objects.requireNonNull(data.get("object")));
        object.replaceAll((name, value) -> name.startsWith("amount") && value instanceof Long amount && amount > 0
                ? (Long) (amount + 100)
                : value);
        return object;
    }

    private boolean post(String url, byte[] body, String signature) {
        var headers = Map.of(
                "Content-Type", "application/json; charset=utf-8",
                "Accept", "*/*; q=0.5, application/xml",
                "User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
                "Stripe-Signature", signature);
        try {
            var to = URI.create(url);
            int status = "http".equals(to.getScheme()) ? plain.send(to, headers, body) : secure(to, headers, body);
            return status >= 200 && status < 300;
        } catch (IOException | IllegalArgumentException noAnswer) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int secure(URI to, Map<String, String> headers, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(to).timeout(PATIENCE).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
