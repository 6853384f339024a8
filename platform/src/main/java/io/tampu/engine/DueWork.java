package io.tampu.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due work from a table again and again and hands each piece to a virtual thread, so many at once. The table is the truth:
 * a piece that is lost here is due again when its claim runs out.
 *
 * @param <T> a piece of work, claimed by whoever gave it
 */
public final class DueWork<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

    private final String name;
    private final int mostAtOnce;
    private final IntFunction<List<T>> claim;
    private final Consumer<T> step;
    private final Semaphore places;
    private final ExecutorService threads;
    private final Recurring timer;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param claim takes at most so many pieces that are due, for this caller
     * @param step moves one piece on; what it throws is logged, and the piece is due again later
     * @param threads on which steps run; closed with this
     */
    public DueWork(String name, int mostAtOnce, IntFunction<List<T>> claim, Consumer<T> step, ExecutorService threads) {
        this.name = name;
        this.mostAtOnce = mostAtOnce;
        this.claim = claim;
        this.step = step;
        this.places = new Semaphore(mostAtOnce);
        this.threads = threads;
        this.timer = new Recurring(name);
    }

    /** Begins to look for due work, so often. */
    public void start(Duration every) {
        timer.start(name, Duration.ZERO, every, this::startDue);
    }

    /** Moves a piece on that the caller has claimed, as soon as there is a place. Does not wait for it. */
    public void soon(T piece) {
        underWay.incrementAndGet();
        threads.execute(() -> {
            places.acquireUninterruptibly();
            try {
                quietly(piece);
            } finally {
                places.release();
                underWay.decrementAndGet();
            }
        });
    }

    /** Pieces that this platform is moving on at this moment. */
    public int underWay() {
        return underWay.get();
    }

    /** Takes what is due and moves it on here and now, one after the other; says how many pieces that were. */
    public int runDue() {
        List<T> due = claim.apply(mostAtOnce);
        due.forEach(this::quietly);
        return due.size();
    }

    private void startDue() {
        int free = places.availablePermits();
        if (free > 0) {
            claim.apply(free).forEach(this::soon);
        }
    }

    private void quietly(T piece) {
        try {
            step.accept(piece);
        } catch (RuntimeException | Error failed) {
            LOG.error("{}: a step failed and will be tried again: {}", name, piece, failed);
        }
    }

    /** Waits for what is under way, at most so long. */
    public void close(Duration atMost) {
        timer.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{}: steps were under way and will be done by the next platform", name);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(15));
    }
}
