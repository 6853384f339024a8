package io.tampu.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets work go first whose answer somebody outside waits for: while there is much of it, other work waits before it begins. Once
 * there has been much of it for longer than a bound nobody waits any more, so that whoever sends without end holds nothing up.
 */
public final class GiveWay {

    private final int much;
    private final long mostNanos;
    private final AtomicInteger first = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private volatile long muchSince;

    /**
     * @param much that goes first at the same time, before others wait
     * @param atMost how long others wait in one stretch of it
     */
    public GiveWay(int much, Duration atMost) {
        this.much = much;
        this.mostNanos = atMost.toNanos();
    }

    /** Runs work that goes first, at once. */
    public <T> T first(Supplier<T> work) {
        if (first.incrementAndGet() == much) {
            muchSince = System.nanoTime();
        }
        try {
            return work.get();
        } finally {
            if (first.decrementAndGet() == much - 1) {
                wake();
            }
        }
    }

    /** To be called before other work begins: returns when there is little that goes first, or when the bound is reached. */
    public void giveWay() {
        if (first.get() < much) {
            return;
        }
        lock.lock();
        try {
            long left = left();
            while (first.get() >= much && left > 0) {
                quiet.awaitNanos(left);
                left = left();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private long left() {
        return mostNanos - (System.nanoTime() - muchSince);
    }

    private void wake() {
        lock.lock();
        try {
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
