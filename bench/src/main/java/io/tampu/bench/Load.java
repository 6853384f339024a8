package io.tampu.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Clients that renew, each over a connection and with eSIMs of its own: either one after the other as fast as they are
 * answered, or at a pace, where the wait of a request that could not be sent in time is part of its latency. Each answer is
 * checked: 201, RENEWED, with a receipt's number.
 */
final class Load implements Progress, AutoCloseable {

    private static final byte[] RENEWED = Connection.bytes("\"state\":\"RENEWED\"");
    private static final byte[] RECEIPT = Connection.bytes("\"receipt\":{\"number\":\"");
    private static final long MOST_LATENCY_MICROS = 60_000_000;
    private static final int PRECISION_DIGITS = 3;
    private static final int MOST_FAILURES_SHOWN = 3;

    /** A nanosecond between two requests of all clients; zero: as fast as they are answered. */
    private final long nanosBetween;

    private final AtomicLong tickets = new AtomicLong();
    private final long startedAt = System.nanoTime();
    private final LongAdder renewed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Client> clients = new ArrayList<>();
    private volatile boolean recording;
    private volatile boolean stopping;

    private Load(URI platform, List<Wish> wishes, int count, long nanosBetween) {
        this.nanosBetween = nanosBetween;
        for (int i = 0; i < count; i++) {
            var own = new ArrayList<Wish>();
            for (int j = i; j < wishes.size(); j += count) {
                own.add(wishes.get(j));
            }
            clients.add(new Client(platform, own, i));
        }
        clients.forEach(client -> client.thread.start());
    }

    /** So many clients, each sending its next request when the last is answered. */
    static Load closed(URI platform, List<Wish> wishes, int clients) {
        return new Load(platform, wishes, clients, 0);
    }

    /** So many requests a second, whether the platform keeps up or not, as far as so many clients can carry them. */
    static Load paced(URI platform, List<Wish> wishes, int clients, double perSecond) {
        return new Load(platform, wishes, clients, (long) (1e9 / perSecond));
    }

    @Override
    public long renewed() {
        return renewed.sum();
    }

    @Override
    public long failed() {
        return failed.sum();
    }

    /** The first failures, in words. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Latencies are kept from now on, until {@link #stopRecording}. */
    void startRecording() {
        recording = true;
    }

    void stopRecording() {
        recording = false;
    }

    /** Ends all clients; returns what was recorded, in microseconds. */
    Histogram end() {
        close();
        var all = new Histogram(MOST_LATENCY_MICROS, PRECISION_DIGITS);
        clients.forEach(client -> all.add(client.latencies));
        return all;
    }

    @Override
    public void close() {
        stopping = true;
        for (var client : clients) {
            try {
                client.thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private final class Client implements Runnable {

        private final URI platform;
        private final List<Wish> wishes;
        private final SplittableRandom random;
        private final Histogram latencies = new Histogram(MOST_LATENCY_MICROS, PRECISION_DIGITS);
        private final Thread thread;

        Client(URI platform, List<Wish> wishes, int number) {
            this.platform = platform;
            this.wishes = wishes;
            this.random = new SplittableRandom(System.nanoTime() + number);
            this.thread = Thread.ofPlatform().name("client-" + number).daemon().unstarted(this);
        }

        @Override
        public void run() {
            int next = 0;
            while (!stopping) {
                try (var connection = new Connection(platform)) {
                    while (!stopping) {
                        long begun = awaitTurn();
                        renew(connection, wishes.get(next), begun);
                        next = (next + 1) % wishes.size();
                    }
                } catch (IOException problem) {
                    fail(problem.toString());
                    next = (next + 1) % wishes.size();
                }
            }
        }

        private long awaitTurn() {
            if (nanosBetween == 0) {
                return System.nanoTime();
            }
            long turn = startedAt + tickets.getAndIncrement() * nanosBetween;
            while (!stopping && turn - System.nanoTime() > 0) {
                LockSupport.parkNanos(turn - System.nanoTime());
            }
            return turn;
        }

        private void renew(Connection connection, Wish wish, long begun) throws IOException {
            int status = connection.exchange(wish.anew(random));
            long micros = (System.nanoTime() - begun) / 1_000;
            if (status != 201 || !connection.bodyContains(RENEWED) || !connection.bodyContains(RECEIPT)) {
                fail(status + " " + connection.body());
            } else {
                renewed.increment();
                if (recording) {
                    latencies.recordValue(Math.clamp(micros, 0, MOST_LATENCY_MICROS));
                }
            }
        }

        private void fail(String what) {
            failed.increment();
            if (failures.size() < MOST_FAILURES_SHOWN) {
                failures.add(what);
            }
        }
    }
}
