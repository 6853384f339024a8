package io.tampu.bench;

import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Notifications of payments that the platform knows nothing of, each twice, in random order, over connections that are kept:
 * what comes in after an outage.
 */
final class Burst implements Progress {

    private static final int CONNECTIONS = 64;
    private static final int OK = 200;
    private static final long MOST_MICROS = 60_000_000;
    private static final int PRECISION_DIGITS = 3;
    private static final long SHUFFLE_SEED = 3;

    /** More than the sweep that follows whatever was left over takes. */
    private static final long PATIENCE_SECONDS = 120;

    private final URI platform;
    private final List<byte[]> requests = new ArrayList<>();
    private final List<CompletableFuture<Long>> renewals = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder failed = new LongAdder();
    private final Histogram latencies = new ConcurrentHistogram(MOST_MICROS, PRECISION_DIGITS);
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private double answeredSeconds;
    private double drainedSeconds;

    /** @param notifications one for each renewal, in whatever order */
    Burst(URI platform, List<StripeEvents.Notification> notifications) {
        this.platform = platform;
        for (var one : notifications) {
            var request = one.request(platform);
            requests.add(request);
            requests.add(request);
        }
        Collections.shuffle(requests, new Random(SHUFFLE_SEED));
    }

    /** Sends all; returns when every one of these renewals is RENEWED, or given up. */
    void fire(List<UUID> awaited, Watch watch) {
        awaited.forEach(id -> renewals.add(watch.expect(id)));
        long begun = System.nanoTime();
        Crowd.of(CONNECTIONS, "notifier", number -> {
            try (var connection = new Connection(platform)) {
                for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                    send(connection, requests.get(i));
                }
            }
        });
        answeredSeconds = (System.nanoTime() - begun) / 1e9;
        drainedSeconds = (awaitAll() - begun) / 1e9;
    }

    private void send(Connection connection, byte[] request) throws IOException {
        long begun = System.nanoTime();
        int status = connection.exchange(request);
        latencies.recordValue(Math.clamp((System.nanoTime() - begun) / 1_000, 0, MOST_MICROS));
        if (status != OK) {
            failed.increment();
            failures.add(status + " " + connection.body());
        }
    }

    /** When the last was seen. */
    private long awaitAll() {
        long last = System.nanoTime();
        try {
            CompletableFuture.allOf(renewals.toArray(CompletableFuture<?>[]::new))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            for (var one : renewals) {
                last = Math.max(last, one.join());
            }
        } catch (TimeoutException late) {
            long missing = renewals.stream().filter(one -> !one.isDone()).count();
            failed.add(missing);
            failures.add(missing + " renewals were not RENEWED in " + PATIENCE_SECONDS + " s");
            last = System.nanoTime();
        } catch (ExecutionException broken) {
            throw new StageProblem("The burst could not be watched: " + broken.getCause(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while the burst was followed.", interrupted);
        }
        return last;
    }

    @Override
    public long renewed() {
        return renewals.stream().filter(CompletableFuture::isDone).count();
    }

    @Override
    public long failed() {
        return failed.sum();
    }

    List<String> failures() {
        return failures.stream().limit(3).toList();
    }

    /** From a notification's first byte to its answer, in microseconds. */
    Histogram latencies() {
        return latencies;
    }

    double drainedPerSecond() {
        return requests.size() / drainedSeconds;
    }

    /** What a burst has beside its costs. */
    Map<String, Object> figures() {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("notifications", requests.size());
        figures.put("distinct", renewals.size());
        figures.put("connections", CONNECTIONS);
        figures.put("answeredSeconds", Figures.round(answeredSeconds));
        figures.put("answeredPerSecond", Figures.round(requests.size() / answeredSeconds));
        figures.put("drainedSeconds", Figures.round(drainedSeconds));
        figures.put("drainedNotificationsPerSecond", Figures.round(drainedPerSecond()));
        return figures;
    }
}
