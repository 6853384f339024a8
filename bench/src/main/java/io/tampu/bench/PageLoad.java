package io.tampu.bench;

import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Travellers who ask for one page over some connections for some time, each as fast as it is answered. */
final class PageLoad implements Progress {

    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;
    private static final int MOST_FAILURES_KEPT = 5;

    private final URI platform;
    private final List<Travellers.One> travellers;
    private final Function<Travellers.One, String> path;
    private final boolean signedIn;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final Histogram latencies = new Histogram(LONGEST_MICROS, DIGITS);
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    PageLoad(URI platform, List<Travellers.One> travellers, Function<Travellers.One, String> path, boolean signedIn) {
        this.platform = platform;
        this.travellers = travellers;
        this.path = path;
        this.signedIn = signedIn;
    }

    void run(int connections, int seconds) {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        var threads = IntStream.range(0, connections)
                .mapToObj(i -> Thread.ofPlatform().daemon().start(() -> ask(new SplittableRandom(i), until)))
                .toList();
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while measuring.", interrupted);
        }
    }

    private void ask(SplittableRandom random, long until) {
        var mine = new Histogram(LONGEST_MICROS, DIGITS);
        try (var connection = new PageConnection(platform)) {
            while (System.nanoTime() < until) {
                var traveller = travellers.get(random.nextInt(travellers.size()));
                long begun = System.nanoTime();
                int status = connection.get(path.apply(traveller), signedIn ? traveller.token() : "", true);
                mine.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - begun) / 1000));
                answered.incrementAndGet();
                bytes.addAndGet(connection.bytes());
                if (status != 200) {
                    fail(status + " " + path.apply(traveller));
                }
            }
        } catch (IOException | RuntimeException problem) {
            fail(problem.toString());
        }
        synchronized (latencies) {
            latencies.add(mine);
        }
    }

    private void fail(String what) {
        if (failed.incrementAndGet() <= MOST_FAILURES_KEPT) {
            failures.add(what);
        }
    }

    @Override
    public long renewed() {
        return answered.get();
    }

    @Override
    public long failed() {
        return failed.get();
    }

    Histogram latencies() {
        return latencies;
    }

    /** Of a page, on average, as it came. */
    long bytesEach() {
        return bytes.get() / Math.max(1, answered.get());
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
