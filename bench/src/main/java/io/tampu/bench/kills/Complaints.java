package io.tampu.bench.kills;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What was found to be wrong, by whoever found it. The first ones tell the story; the rest are counted. */
final class Complaints {

    private static final int MOST_KEPT = 30;

    private final Queue<String> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    void add(String sentence) {
        if (count.incrementAndGet() <= MOST_KEPT) {
            kept.add(sentence);
        }
    }

    /** Complains unless the figures are equal. */
    void unlessEqual(long expected, long found, String what) {
        if (expected != found) {
            add(what + ": " + found + ", not " + expected);
        }
    }

    int count() {
        return count.get();
    }

    List<String> sentences() {
        return List.copyOf(kept);
    }
}
