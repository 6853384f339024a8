package io.tampu.sandbox.faults;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is armed. A call to a target spends one fault: the oldest that has a count, else the oldest that has none. Nothing is
 * looked up while nothing is armed.
 */
public final class Faults {

    /** A request that cannot be armed, with a sentence for whoever asked. */
    public static final class NotArmed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotArmed(String sentence) {
            super(sentence);
        }
    }

    private final Journal journal;
    private final SortedSet<String> targets = new TreeSet<>();
    private final SortedSet<String> notificationTargets = new TreeSet<>();
    private final Map<Integer, Fault> armed = new LinkedHashMap<>();
    private int lastId;
    private volatile boolean quiet = true;

    public Faults(Journal journal) {
        this.journal = journal;
        journal.on("fault", this::applyArmed);
        journal.on("fault-struck", this::applyStruck);
        journal.on("fault-cleared", this::applyCleared);
    }

    /** Names a target that can be aimed at. */
    public void addTarget(String target) {
        targets.add(target);
    }

    /** Names a target that sends notifications. */
    public void addNotificationTarget(String target) {
        targets.add(target);
        notificationTargets.add(target);
    }

    public List<String> targets() {
        return List.copyOf(targets);
    }

    public List<Fault> armed() {
        return journal.look(() -> List.copyOf(armed.values()));
    }

    /** Arms a fault. Throws {@link NotArmed} for what makes no sense. */
    public Fault arm(String target, String name, OptionalInt count, String argument) {
        if (!targets.contains(target)) {
            throw new NotArmed("there is no target \"" + target + "\"; there are " + String.join(", ", targets));
        }
        FaultNames.complaint(name, argument).ifPresent(sentence -> {
            throw new NotArmed(sentence);
        });
        if (FaultNames.isForNotifications(name) != notificationTargets.contains(target)) {
            throw new NotArmed("\"" + name + "\" cannot be aimed at " + target + ": notify- faults are for "
                    + String.join(", ", notificationTargets) + ", the others are not");
        }
        if (count.isPresent() && count.getAsInt() < 1) {
            throw new NotArmed("count is at least 1, or null for until it is cleared, not " + count.getAsInt());
        }
        return journal.change(() -> {
            int id = lastId + 1;
            journal.note("fault", id, target, name, count.orElse(-1), argument);
            return armed.values().stream()
                    .filter(fault -> fault.id() == id)
                    .findFirst()
                    .orElseThrow();
        });
    }

    /** The fault that strikes a call to any of these targets now; it is spent by asking. */
    public Optional<Fault> strike(List<String> called) {
        if (quiet || called.isEmpty()) {
            return Optional.empty();
        }
        return journal.change(() -> {
            var found = pick(called);
            found.filter(fault -> fault.left().isPresent())
                    .ifPresent(fault -> journal.note("fault-struck", fault.id()));
            return found;
        });
    }

    private Optional<Fault> pick(List<String> called) {
        var aimed = new ArrayList<Fault>();
        for (var fault : armed.values()) {
            if (called.contains(fault.target())) {
                aimed.add(fault);
            }
        }
        return aimed.stream()
                .filter(fault -> fault.left().isPresent())
                .findFirst()
                .or(() -> aimed.stream().findFirst());
    }

    /** Clears those that match; says how many there were. */
    public int clear(Predicate<Fault> which) {
        return journal.change(() -> {
            var gone = armed.values().stream().filter(which).map(Fault::id).toList();
            gone.forEach(id -> journal.note("fault-cleared", id));
            return gone.size();
        });
    }

    private void applyArmed(Line line) {
        int count = line.whole(3);
        lastId = line.whole(0);
        armed.put(
                lastId,
                new Fault(
                        lastId,
                        line.text(1),
                        line.text(2),
                        count < 0 ? OptionalInt.empty() : OptionalInt.of(count),
                        line.text(4)));
        quiet = false;
    }

    private void applyStruck(Line line) {
        armed.computeIfPresent(line.whole(0), (id, fault) -> {
            var left = fault.struck();
            return left.isSpent() ? null : left;
        });
        quiet = armed.isEmpty();
    }

    private void applyCleared(Line line) {
        armed.remove(line.whole(0));
        quiet = armed.isEmpty();
    }
}
