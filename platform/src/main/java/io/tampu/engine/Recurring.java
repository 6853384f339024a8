package io.tampu.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a thread of its own, whatever becomes of it: a timer whose work throws is never called again. */
public final class Recurring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private final ScheduledExecutorService timer;

    /** @param name of the thread */
    public Recurring(String name) {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /**
     * Begins.
     *
     * @param what it is, for the log
     * @param every from the end of one time to the beginning of the next
     */
    public void start(String what, Duration first, Duration every, Runnable work) {
        timer.scheduleWithFixedDelay(
                () -> quietly(what, work), first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failed) {
            LOG.error("{} failed and will be tried again: {}", what, failed.toString());
            LOG.debug("{} failed", what, failed);
        }
    }

    /** No more. What runs is interrupted. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
