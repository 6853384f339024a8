package io.tampu.bench;

import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Asks for the offers of the chosen eSIMs before anything is measured, and takes one of each. */
final class FetchOffers {

    private static final int THREADS = 24;

    /** The first question about an eSIM may come back as "not checked yet" where the platform is busy with the others. */
    private static final int MOST_TRIES = 20;

    private static final long PAUSE_NANOS = 500_000_000;

    private final URI platform;
    private final List<Population.Chosen> chosen;
    private final String pay;
    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

    private FetchOffers(URI platform, List<Population.Chosen> chosen, String pay) {
        this.platform = platform;
        this.chosen = chosen;
        this.pay = pay;
    }

    /** @param pay how the wishes will be paid: {@link Wish#FROM_BALANCE} or {@link Wish#BY_LINK} */
    static List<Wish> of(URI platform, List<Population.Chosen> chosen, String pay) {
        return new FetchOffers(platform, chosen, pay).fetch();
    }

    private List<Wish> fetch() {
        var wishes = new ArrayBlockingQueue<Wish>(chosen.size());
        var threads = IntStream.range(0, THREADS)
                .mapToObj(i -> Thread.ofPlatform().daemon().start(() -> fetchInto(wishes)))
                .toList();
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while fetching offers.", interrupted);
        }
        if (!problems.isEmpty()) {
            throw new StageProblem("Offers could not be fetched: " + problems.peek());
        }
        return List.copyOf(wishes);
    }

    private void fetchInto(ArrayBlockingQueue<Wish> wishes) {
        try (var connection = new Connection(platform)) {
            for (int i = next.getAndIncrement(); i < chosen.size() && problems.isEmpty(); i = next.getAndIncrement()) {
                wishes.add(wish(connection, chosen.get(i)));
            }
        } catch (IOException | RuntimeException problem) {
            problems.add(problem.toString());
        }
    }

    private Wish wish(Connection connection, Population.Chosen esim) throws IOException {
        var request = Connection.bytes("GET /api/v1/esims/" + esim.iccid() + "/offers HTTP/1.1\r\nHost: "
                + platform.getAuthority() + "\r\nAuthorization: Bearer " + esim.partnerKey() + "\r\n\r\n");
        for (int i = 0; i < MOST_TRIES; i++) {
            int status = connection.exchange(request);
            if (status != 200) {
                throw new IOException(status + " " + connection.body());
            }
            var offer = eligible(connection.body());
            if (offer.isPresent()) {
                return new Wish(platform, esim.partnerKey(), esim.iccid(), offer.get(), pay);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IOException("no offer fits eSIM " + esim.iccid() + ": " + connection.body());
    }

    /** Data only: minutes would bring the wholesaler's usage endpoint into play, which allows five calls a second. */
    private static Optional<String> eligible(String body) {
        for (var offer : JsonMapper.shared().readTree(body).path("offers")) {
            if (offer.path("eligible").asBoolean()
                    && offer.path("plan").path("voiceMinutes").asInt() == 0) {
                return Optional.of(offer.path("id").asString());
            }
        }
        return Optional.empty();
    }
}
