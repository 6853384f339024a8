package io.tampu.sandbox.stripe;

import io.tampu.sandbox.faults.Faults;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.stripe.Thing.Endpoint;
import io.tampu.sandbox.stripe.Thing.Event;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which event is still to be brought where, and when next. Made from events by the readers of the journal, so that none is
 * lost over a restart; a line is written only for what became of it. Faults aimed at {@code stripe.notify} strike the first
 * try.
 */
final class Deliveries {

    static final String TARGET = "stripe.notify";

    /** Further apart each time, for three days. */
    private static final long[] WAIT_SECONDS = {5, 25, 120, 600, 3_000, 14_400, 43_200, 43_200, 43_200, 43_200, 43_200};

    private static final long USUAL_LATE_SECONDS = 60;
    /** A notification that is kept back goes out so long after the next, or by itself when none comes. */
    private static final long BEHIND_MILLIS = 1500;

    private static final long ALONE_MILLIS = 600_000;

    /** @param twist the fault that spoils this try; empty for none */
    record Delivery(long id, int event, int endpoint, int tries, long due, String twist) {}

    private final Journal journal;
    private final Vault vault;
    private final Times times;
    private final Faults faults;
    private final Map<Long, Delivery> open = new HashMap<>();
    private final PriorityQueue<Delivery> queue =
            new PriorityQueue<>(Comparator.comparingLong(Delivery::due).thenComparingLong(Delivery::id));
    /** By event: how many of its deliveries are open, or failed for good. */
    private final NavigableMap<Integer, Integer> undelivered = new ConcurrentSkipListMap<>();

    private long lastId;
    /** One that waits for the next to go first. */
    private long keptBack;

    Deliveries(Journal journal, Vault vault, Events events, Times times, Faults faults) {
        this.journal = journal;
        this.vault = vault;
        this.times = times;
        this.faults = faults;
        events.heardBy(this::happened);
        faults.addNotificationTarget(TARGET);
        journal.on("stripe-told", this::applyTold);
        journal.on("stripe-untold", this::applyUntold);
        journal.on("stripe-hook", this::applyAgain);
    }

    /** Only from readers of the journal. */
    private void happened(Event event) {
        for (var endpoint : vault.endpoints.all()) {
            if (endpoint.wants(event.type())) {
                put(new Delivery(++lastId, event.n(), endpoint.n(), 0, 0, ""), true);
            }
        }
    }

    private void put(Delivery delivery, boolean isNew) {
        open.put(delivery.id(), delivery);
        queue.add(delivery);
        if (isNew) {
            undelivered.merge(delivery.event(), 1, Integer::sum);
        }
    }

    /** It was received. */
    private void applyTold(Line line) {
        var gone = open.remove(line.number(0));
        if (gone != null) {
            undelivered.computeIfPresent(gone.event(), (event, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** It is given up: the event stays undelivered. */
    private void applyUntold(Line line) {
        open.remove(line.number(0));
    }

    /** It is to be tried again, later or otherwise; a number that is not known is one more of the same event. */
    private void applyAgain(Line line) {
        var delivery =
                new Delivery(line.number(0), line.whole(1), line.whole(2), line.whole(3), line.number(4), line.text(5));
        boolean isNew = !open.containsKey(delivery.id());
        lastId = Math.max(lastId, delivery.id());
        put(delivery, isNew);
    }

    private void noteAgain(Delivery of, long id, int tries, long due, String twist) {
        journal.note("stripe-hook", id, of.event(), of.endpoint(), tries, due, twist);
    }

    /** What is to be brought now, taken out of the queue; whoever takes it says what became of it. */
    Optional<Delivery> take() {
        return journal.change(() -> {
            long now = times.waitingMillis();
            while (!queue.isEmpty() && queue.peek().due() <= now) {
                var next = queue.remove();
                // What was changed meanwhile stands in the queue a second time.
                if (next.equals(open.get(next.id()))) {
                    if (endpoint(next).deleted()) {
                        journal.note("stripe-untold", next.id());
                        continue;
                    }
                    if (next.tries() == 0 && next.twist().isEmpty() && strike(next, now)) {
                        continue;
                    }
                    return Optional.of(next);
                }
            }
            return Optional.empty();
        });
    }

    /** Whether a fault takes it away from now. */
    private boolean strike(Delivery next, long now) {
        var fault = faults.strike(List.of(TARGET));
        long late = now
                + fault.map(each -> each.argumentAsNumber(USUAL_LATE_SECONDS)).orElse(0L) * 1000;
        switch (fault.map(each -> each.name()).orElse("")) {
            case "notify-lost" -> journal.note("stripe-untold", next.id());
            case "notify-late" -> noteAgain(next, next.id(), 0, late, "late");
            case "notify-duplicate" -> {
                noteAgain(next, next.id(), 0, now, "first");
                noteAgain(next, lastId + 1, 0, now, "second");
            }
            case "notify-reordered" -> {
                noteAgain(next, next.id(), 0, now + ALONE_MILLIS, "kept-back");
                keptBack = next.id();
            }
            case "notify-forged" -> noteAgain(next, next.id(), 0, now, "forged");
            case "notify-altered" -> noteAgain(next, next.id(), 0, now, "altered");
            case "notify-wrong-amount" -> noteAgain(next, next.id(), 0, now, "wrong-amount");
            default -> {
                letGoWhatWasKeptBack(next, now);
                return false;
            }
        }
        return true;
    }

    private void letGoWhatWasKeptBack(Delivery next, long now) {
        var waiting = open.get(keptBack);
        if (waiting != null && waiting.id() != next.id() && waiting.twist().equals("kept-back")) {
            noteAgain(waiting, waiting.id(), 0, now + BEHIND_MILLIS, "behind");
        }
        keptBack = 0;
    }

    /** What became of one that was taken. */
    void became(Delivery delivery, boolean received) {
        journal.change(() -> {
            if (!delivery.equals(open.get(delivery.id()))) {
                return delivery;
            }
            if (received) {
                journal.note("stripe-told", delivery.id());
            } else if (delivery.tries() >= WAIT_SECONDS.length) {
                journal.note("stripe-untold", delivery.id());
            } else {
                long due = times.waitingMillis() + WAIT_SECONDS[delivery.tries()] * 1000;
                noteAgain(delivery, delivery.id(), delivery.tries() + 1, due, "");
            }
            return delivery;
        });
    }

    /** Brings an event once more, as Stripe's own desk can. Only inside a change. */
    boolean resend(Event event) {
        var endpoints = vault.endpoints.all().stream()
                .filter(each -> each.wants(event.type()))
                .toList();
        for (var endpoint : endpoints) {
            noteAgain(new Delivery(0, event.n(), endpoint.n(), 0, 0, ""), lastId + 1, 0, 0, "again");
        }
        return !endpoints.isEmpty();
    }

    Event event(Delivery delivery) {
        return vault.events.at(delivery.event());
    }

    Endpoint endpoint(Delivery delivery) {
        return vault.endpoints.at(delivery.endpoint());
    }

    /** Only inside a change or a look. */
    boolean isDelivered(Event event) {
        return !undelivered.containsKey(event.n());
    }

    /** How many places have not received it. */
    int pending(Event event) {
        return undelivered.getOrDefault(event.n(), 0);
    }

    /** Oldest first. Only inside a change or a look. */
    List<Event> undelivered() {
        return undelivered.keySet().stream().map(vault.events::at).toList();
    }

    /** How many are still to be brought. Only inside a change or a look. */
    int waiting() {
        return open.size();
    }
}
