package io.tampu.sandbox.clock;

import io.tampu.sandbox.store.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The world's time: the machine's, pushed forward on request and remembered. It never goes back, even when the machine's does. */
public final class WorldClock {

    private final Journal journal;
    private final InstantSource machine;
    private final AtomicLong latest = new AtomicLong();
    private volatile long pushed;

    public WorldClock(Journal journal, InstantSource machine) {
        this.journal = journal;
        this.machine = machine;
        journal.on("pushed", line -> pushed = line.number(0));
        journal.on("now", line -> latest.accumulateAndGet(line.number(0), Math::max));
    }

    /** Milliseconds since 1970. */
    public long millis() {
        return latest.accumulateAndGet(machine.millis() + pushed, Math::max);
    }

    public Instant now() {
        return Instant.ofEpochMilli(millis());
    }

    /** How far the world is ahead of the machine. */
    public Duration ahead() {
        return Duration.ofMillis(pushed);
    }

    /** Makes it later. Only inside a change. */
    public void push(Duration by) {
        journal.note("pushed", pushed + by.toMillis());
        journal.note("now", millis());
    }
}
