package io.tampu.sandbox.airalo;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.faults.Faults;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings notifications: signed, tried again twenty times a quarter of an hour apart by the world's clock, remembered over a
 * restart. Only a status from 200 to 203 counts as received. Faults aimed at {@code airalo.notify} strike here.
 */
final class Courier {

    static final String TARGET = "airalo.notify";

    private static final int RETRIES = 20;
    /** On their way at once: a sender of the size of Airalo's does not open thousands of connections to one receiver. */
    private static final int MOST_AT_ONCE = 64;

    private static final long RETRY_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int USUAL_LATE_SECONDS = 60;
    /** A notification that is kept back goes out so long after the next, or by itself when none comes. */
    private static final long BEHIND_MILLIS = 1500;

    private static final long ALONE_MILLIS = Duration.ofMinutes(10).toMillis();

    /** @param keptBack waits for the next one to go first */
    private record Hook(
            long id, String url, String body, boolean forged, boolean keptBack, int tries, long dueMillis) {}

    private final Journal journal;
    private final WorldClock clock;
    private final Faults faults;
    private final Map<Long, Hook> hooks = new LinkedHashMap<>();
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private long lastId;
    private volatile @Nullable HttpClient client;

    Courier(Journal journal, WorldClock clock, Faults faults) {
        this.journal = journal;
        this.clock = clock;
        this.faults = faults;
        journal.on("hook", this::applyHook);
        journal.on("hook-tried", this::applyTried);
        journal.on("hook-done", line -> hooks.remove(line.number(0)));
    }

    /** Takes a notification on. Only inside a change. */
    void send(String url, Map<String, @Nullable Object> payload) {
        var body = new String(Json.write(payload), StandardCharsets.UTF_8);
        var fault = faults.strike(List.of(TARGET));
        long now = clock.millis();
        switch (fault.map(each -> each.name()).orElse("")) {
            case "notify-lost" -> {}
            case "notify-duplicate" -> {
                note(url, body, false, false, now);
                note(url, body, false, false, now);
            }
            case "notify-late" ->
                note(url, body, false, false, now + fault.orElseThrow().argumentAsNumber(USUAL_LATE_SECONDS) * 1000);
            case "notify-reordered" -> note(url, body, false, true, now + ALONE_MILLIS);
            case "notify-forged" -> note(url, body, true, false, now);
            default -> note(url, body, false, false, now);
        }
    }

    private void note(String url, String body, boolean forged, boolean keptBack, long due) {
        journal.note("hook", lastId + 1, url, body, forged, keptBack, due);
        if (!keptBack) {
            hooks.values().stream()
                    .filter(Hook::keptBack)
                    .toList()
                    .forEach(each -> journal.note("hook-tried", each.id(), 0, due + BEHIND_MILLIS));
        }
    }

    private void applyHook(Line line) {
        lastId = line.number(0);
        hooks.put(
                lastId,
                new Hook(
                        lastId,
                        line.text(1),
                        line.text(2),
                        Boolean.parseBoolean(line.text(3)),
                        Boolean.parseBoolean(line.text(4)),
                        0,
                        line.number(5)));
    }

    private void applyTried(Line line) {
        hooks.computeIfPresent(
                line.number(0),
                (id, hook) ->
                        new Hook(id, hook.url(), hook.body(), hook.forged(), false, line.whole(1), line.number(2)));
    }

    /** What is not received yet. Only inside a change or a look. */
    List<Map<String, @Nullable Object>> waiting() {
        return hooks.values().stream()
                .map(hook -> Json.object(
                        "url", hook.url(),
                        "body", hook.body(),
                        "tries", hook.tries(),
                        "dueAt", Instant.ofEpochMilli(hook.dueMillis()).toString()))
                .toList();
    }

    /** Brings what is due, each on a thread of its own. */
    void bringDue() {
        var due = journal.look(() -> {
            long now = clock.millis();
            return hooks.values().stream()
                    // Marked while the world stands still: one that ends meanwhile is not seen as waiting again.
                    .filter(hook -> hook.dueMillis() <= now && underWay.add(hook.id()))
                    .limit(Math.max(0, MOST_AT_ONCE - underWay.size()))
                    .toList();
        });
        for (var hook : due) {
            Thread.ofVirtual().name("courier").start(() -> bring(hook));
        }
    }

    private void bring(Hook hook) {
        try {
            int status = post(hook);
            boolean received = status >= 200 && status < 204;
            journal.change(() -> {
                if (received || hook.tries() >= RETRIES) {
                    journal.note("hook-done", hook.id());
                } else {
                    journal.note("hook-tried", hook.id(), hook.tries() + 1, clock.millis() + RETRY_MILLIS);
                }
                return received;
            });
        } finally {
            underWay.remove(hook.id());
        }
    }

    private int post(Hook hook) {
        var signature = AiraloTokens.sign(hook.forged() ? hook.body() + " " : hook.body());
        return ask(HttpRequest.newBuilder(URI.create(hook.url()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("airalo-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(hook.body()))
                .build());
    }

    /** Asks whether somebody is at home there: what Airalo does before it takes an address. */
    boolean answersHead(String url) {
        return ask(HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .HEAD()
                        .build())
                == 200;
    }

    /** The status, or 0 when there was no answer. */
    private int ask(HttpRequest request) {
        try {
            return client().send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException noAnswer) {
            return 0;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Made when first needed: most worlds never send a notification. */
    private HttpClient client() {
        var known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
            client = known;
        }
        return known;
    }
}
