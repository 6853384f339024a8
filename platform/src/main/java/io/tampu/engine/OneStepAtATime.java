package io.tampu.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Of each thing one step runs at a time, and at most one more waits. News of a thing whose step has not begun is seen by that
 * step; news that comes while it runs makes another one afterwards, unless the step has ended the matter. So two hints of one
 * thing ask the other side once where once is enough, and never less.
 *
 * @param <T> a piece of work: a thing as it was claimed
 */
public final class OneStepAtATime<T> {

    /** A thing whose step waits or runs. */
    private static final class Slot<T> {
        private boolean running;
        private Optional<T> next;

        Slot(T next) {
            this.next = Optional.of(next);
        }
    }

    private final Function<T, ?> idOf;
    private final Predicate<T> step;
    private final Map<Object, Slot<T>> slots = new HashMap<>();

    /** @param step moves a piece on; true: the matter is ended, and what was news meanwhile is none */
    public OneStepAtATime(Function<T, ?> idOf, Predicate<T> step) {
        this.idOf = idOf;
        this.step = step;
    }

    /** News of a thing. True: the caller must see to it that {@link #run} is called, soon; false: that is so already. */
    public boolean expect(T piece) {
        synchronized (slots) {
            Slot<T> known = slots.get(idOf.apply(piece));
            if (known != null) {
                known.next = Optional.of(piece);
                return false;
            }
            slots.put(idOf.apply(piece), new Slot<>(piece));
            return true;
        }
    }

    /** Moves the newest piece of this thing on; if another thread is doing so, that one takes this piece when it is done. */
    public void run(T piece) {
        Object id = idOf.apply(piece);
        Optional<T> now = begin(id, piece);
        try {
            while (now.isPresent()) {
                now = step.test(now.get()) ? end(id) : takeNext(id);
            }
        } catch (RuntimeException | Error failed) {
            end(id);
            throw failed;
        }
    }

    private Optional<T> begin(Object id, T piece) {
        synchronized (slots) {
            Slot<T> slot = slots.computeIfAbsent(id, any -> new Slot<>(piece));
            if (slot.running) {
                slot.next = Optional.of(piece);
                return Optional.empty();
            }
            slot.running = true;
            return take(slot);
        }
    }

    private Optional<T> takeNext(Object id) {
        synchronized (slots) {
            Slot<T> slot = Objects.requireNonNull(slots.get(id));
            if (slot.next.isEmpty()) {
                slots.remove(id);
            }
            return take(slot);
        }
    }

    private Optional<T> end(Object id) {
        synchronized (slots) {
            slots.remove(id);
        }
        return Optional.empty();
    }

    private Optional<T> take(Slot<T> slot) {
        Optional<T> next = slot.next;
        slot.next = Optional.empty();
        return next;
    }
}
