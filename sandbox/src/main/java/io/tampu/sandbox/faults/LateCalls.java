package io.tampu.sandbox.faults;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Router;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests whose sender was cut off and that are carried out later all the same. They survive a restart. */
public final class LateCalls {

    private record Kept(long id, long dueMillis, Call call) {}

    /** What decides over a request; the rest of the headers is not kept. */
    private static final List<String> HEADERS = List.of("content-type", "authorization");

    private final Journal journal;
    private final WorldClock clock;
    private final Router router;
    private final Map<Long, Kept> kept = new LinkedHashMap<>();
    private long lastId;

    public LateCalls(Journal journal, WorldClock clock, Router router) {
        this.journal = journal;
        this.clock = clock;
        this.router = router;
        journal.on("late", this::applyKept);
        journal.on("late-done", line -> kept.remove(line.number(0)));
    }

    void keep(Call call, long seconds) {
        var body = Base64.getEncoder().encodeToString(call.body());
        journal.change(() -> {
            journal.note(
                    "late",
                    lastId + 1,
                    clock.millis() + seconds * 1000,
                    call.method(),
                    call.path(),
                    call.headers().getOrDefault("content-type", ""),
                    call.headers().getOrDefault("authorization", ""),
                    body,
                    call.from(),
                    call.headers().getOrDefault("idempotency-key", ""));
            return lastId;
        });
    }

    private void applyKept(Line line) {
        lastId = line.number(0);
        var headers = new LinkedHashMap<String, String>();
        for (int i = 0; i < HEADERS.size(); i++) {
            headers.put(HEADERS.get(i), line.text(4 + i));
        }
        // Journals of before there were such keys end one field earlier.
        if (line.fields().length > 8 && !line.text(8).isEmpty()) {
            headers.put("idempotency-key", line.text(8));
        }
        var body = Base64.getDecoder().decode(line.text(6));
        var call = new Call(line.text(2), line.text(3), List.of(), Map.of(), headers, body, line.text(7));
        kept.put(lastId, new Kept(lastId, line.number(1), call));
    }

    /** Carries out what is due; the answers reach nobody. */
    public void carryOutDue() {
        var due = journal.change(() -> {
            long now = clock.millis();
            var ripe = new ArrayList<Kept>();
            kept.values().stream().filter(each -> each.dueMillis() <= now).forEach(ripe::add);
            ripe.forEach(each -> journal.note("late-done", each.id()));
            return ripe;
        });
        for (var each : due) {
            var found = router.find(each.call());
            found.endpoint().answer(found.call());
        }
    }

    /** How many wait. */
    public int waiting() {
        return journal.look(kept::size);
    }
}
