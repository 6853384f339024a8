package io.tampu.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Payers who each send a page's form, wait until the renewal is RENEWED, and take the next page. */
final class Payers implements Progress {

    private static final int SEE_OTHER = 303;
    private static final long PATIENCE_SECONDS = 30;
    private static final long MOST_MICROS = PATIENCE_SECONDS * 1_000_000;
    private static final int PRECISION_DIGITS = 3;

    private final URI world;
    private final List<OpenPages.Page> pages;
    private final Watch watch;
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder renewed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Histogram latencies = new ConcurrentHistogram(MOST_MICROS, PRECISION_DIGITS);
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    Payers(URI world, List<OpenPages.Page> pages, Watch watch) {
        this.world = world;
        this.pages = pages;
        this.watch = watch;
    }

    /** Pays all pages; returns when all are RENEWED, or given up. */
    void pay(int payers) {
        Crowd.of(payers, "payer", number -> {
            try (var connection = new Connection(world)) {
                for (int i = next.getAndIncrement(); i < pages.size(); i = next.getAndIncrement()) {
                    pay(connection, pages.get(i));
                }
            }
        });
    }

    /** Only the form, at the most so quickly as the world can: nobody waits for a renewal. */
    static void payOnly(URI world, List<OpenPages.Page> pages, int payers) {
        var next = new AtomicInteger();
        Crowd.of(payers, "payer", number -> {
            try (var connection = new Connection(world)) {
                for (int i = next.getAndIncrement(); i < pages.size(); i = next.getAndIncrement()) {
                    int status = connection.exchange(pages.get(i).form());
                    if (status != SEE_OTHER) {
                        throw new IOException(status + " " + connection.body());
                    }
                }
            }
        });
    }

    private void pay(Connection connection, OpenPages.Page page) throws IOException {
        var form = page.form();
        long begun = System.nanoTime();
        int status = connection.exchange(form);
        if (status != SEE_OTHER) {
            fail(status + " " + connection.body());
            return;
        }
        try {
            long seen = watch.expect(page.renewal()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            latencies.recordValue(Math.clamp((seen - begun) / 1_000, 0, MOST_MICROS));
            renewed.increment();
        } catch (TimeoutException late) {
            fail("renewal " + page.renewal() + " was not RENEWED in " + PATIENCE_SECONDS + " s");
        } catch (ExecutionException broken) {
            fail(String.valueOf(broken.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            fail("interrupted");
        }
    }

    private void fail(String what) {
        failed.increment();
        failures.add(what);
    }

    @Override
    public long renewed() {
        return renewed.sum();
    }

    @Override
    public long failed() {
        return failed.sum();
    }

    List<String> failures() {
        return failures.stream().limit(3).toList();
    }

    /** From the form's first byte to the look that saw RENEWED, in microseconds. */
    Histogram latencies() {
        return latencies;
    }
}
