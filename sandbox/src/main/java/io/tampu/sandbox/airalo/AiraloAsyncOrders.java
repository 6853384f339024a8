package io.tampu.sandbox.airalo;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST orders-async}: accepted at once, sold a second later, told by notification. */
final class AiraloAsyncOrders {

    private static final long TAKES_MILLIS = 1000;
    private static final int REQUEST_ID_LENGTH = 25;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private record Accepted(String requestId, String url, Map<String, @Nullable Object> fields, long dueMillis) {}

    private final Journal journal;
    private final WorldClock clock;
    private final AiraloOrders orders;
    private final AiraloNotifications notifications;
    private final Courier courier;
    private final AiraloSettings settings;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Accepted> accepted = new LinkedHashMap<>();

    AiraloAsyncOrders(
            Journal journal,
            WorldClock clock,
            AiraloOrders orders,
            AiraloNotifications notifications,
            Courier courier,
            AiraloSettings settings) {
        this.journal = journal;
        this.clock = clock;
        this.orders = orders;
        this.notifications = notifications;
        this.courier = courier;
        this.settings = settings;
        journal.on("async", this::applyAccepted);
        journal.on("async-done", line -> accepted.remove(line.text(0)));
    }

    Answer place(Call call) {
        var fields = call.fields();
        var refusal = orders.refusal(fields);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return journal.change(() -> {
            var url = Optional.of(Inputs.text(fields, "webhook_url"))
                    .filter(AiraloNotifications::isAddress)
                    .or(() -> notifications
                            .wish(AiraloNotifications.ASYNC_ORDERS)
                            .map(AiraloNotifications.OptIn::contact));
            if (url.isEmpty()) {
                return Answer.json(422, Json.object("reason", "User is not opted in and no webhook URL provided."));
            }
            var requestId = newRequestId();
            var sent = new String(Json.write(fields), StandardCharsets.UTF_8);
            journal.note("async", requestId, url.get(), sent, clock.millis() + TAKES_MILLIS);
            return Answer.json(
                    202,
                    Json.object(
                            "data",
                            Json.object("request_id", requestId, "accepted_at", AiraloShapes.plain(clock.millis())),
                            "meta",
                            AiraloShapes.SUCCESS));
        });
    }

    private String newRequestId() {
        var id = new StringBuilder(REQUEST_ID_LENGTH);
        while (id.length() < REQUEST_ID_LENGTH) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    private void applyAccepted(Line line) {
        var fields =
                Json.readObject(line.text(2).getBytes(StandardCharsets.UTF_8)).orElse(Map.of());
        accepted.put(line.text(0), new Accepted(line.text(0), line.text(1), fields, line.number(3)));
    }

    /** Sells what is due. */
    void carryOutDue() {
        journal.change(() -> {
            long now = clock.millis();
            var due = accepted.values().stream()
                    .filter(each -> each.dueMillis() <= now)
                    .toList();
            due.forEach(this::carryOut);
            return due.size();
        });
    }

    private void carryOut(Accepted each) {
        journal.note("async-done", each.requestId());
        var payload = orders.buy(each.fields())
                .orElseGet(() -> Json.object("reason", "Insufficient Airalo credit.", "data", List.of()));
        payload.put("request_id", each.requestId());
        if (settings.mode() == AiraloMode.PRODUCTION) {
            courier.send(each.url(), payload);
        }
    }
}
