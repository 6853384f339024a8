package io.tampu.esims;

import io.tampu.engine.Combiner;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.Supplier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks suppliers what they say of eSIMs: at most one flight per eSIM in this process, whoever asks and however often. */
final class RefreshEsims implements AutoCloseable {

    /** Flights at once that nobody waits for with a thread of their own. */
    private static final int MAX_BACKGROUND = 64;
    /** More than these are not queued: whoever looks at that eSIM next asks again. */
    private static final int MAX_QUEUED = 2_000;
    /** A supplier that did not answer is left in peace for so long, as far as this eSIM is concerned. */
    static final Duration PAUSE_AFTER_SILENCE = Duration.ofSeconds(5);

    private static final int MAX_COMBINED = 100;
    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

    private final Map<String, Supplier> suppliers;
    private final SnapshotStore store;
    private final Clock clock;
    private final Silences silences = new Silences();
    private final Combiner<Looked, Looked> writes;
    private final ThreadPoolExecutor background;
    private final Map<EsimId, CompletableFuture<Snapshot>> flights = new ConcurrentHashMap<>();

    RefreshEsims(Map<String, Supplier> suppliers, SnapshotStore store, Clock clock) {
        this.suppliers = Map.copyOf(suppliers);
        this.store = store;
        this.clock = clock;
        this.writes = new Combiner<>(MAX_COMBINED, looks -> {
            store.write(looks);
            return looks;
        });
        this.background = new ThreadPoolExecutor(
                MAX_BACKGROUND,
                MAX_BACKGROUND,
                IDLE_THREAD.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_QUEUED),
                Thread.ofVirtual().name("refresh-esim-", 0).factory());
        background.allowCoreThreadTimeOut(true);
    }

    /** Asks now, on this thread, unless somebody is asking already. */
    Snapshot now(Esim esim) {
        var mine = new CompletableFuture<Snapshot>();
        var flying = flights.putIfAbsent(esim.id(), mine);
        if (flying == null) {
            fly(esim, mine);
            return mine.join();
        }
        return flying.join();
    }

    /** Asks soon, on another thread, unless somebody is asking already or too many wait. */
    CompletableFuture<Snapshot> soon(Esim esim) {
        var mine = new CompletableFuture<Snapshot>();
        var flying = flights.putIfAbsent(esim.id(), mine);
        if (flying != null) {
            return flying;
        }
        try {
            background.execute(() -> fly(esim, mine));
        } catch (RejectedExecutionException tooMany) {
            flights.remove(esim.id(), mine);
            mine.complete(lastKnown(esim));
        }
        return mine;
    }

    Snapshot freshEnough(Esim esim, Duration maxAge, Duration wait) {
        Snapshot known = lastKnown(esim);
        return asked(esim, known, maxAge)
                .map(flight -> await(flight, wait, known))
                .orElse(known);
    }

    /** The same of several, whose last words are read in one statement. Waits once, for all that were never checked. */
    Map<EsimId, Snapshot> freshEnough(List<Esim> esims, Duration maxAge, Duration wait) {
        Map<EsimId, Snapshot> known =
                new HashMap<>(store.findAll(esims.stream().map(Esim::id).toList()));
        var flights = new HashMap<EsimId, CompletableFuture<Snapshot>>();
        for (Esim esim : esims) {
            Snapshot last = known.computeIfAbsent(esim.id(), never -> new Snapshot.NotCheckedYet(Optional.empty()));
            asked(esim, last, maxAge).ifPresent(flight -> flights.put(esim.id(), flight));
        }
        Instant until = clock.instant().plus(wait);
        flights.forEach((esim, flight) -> {
            Duration left = Duration.between(clock.instant(), until);
            known.computeIfPresent(esim, (id, last) -> await(flight, left.isNegative() ? Duration.ZERO : left, last));
        });
        return known;
    }

    /** Asks soon where the last word is too old; what is to be waited for, where there is no word yet. */
    private Optional<CompletableFuture<Snapshot>> asked(Esim esim, Snapshot known, Duration maxAge) {
        boolean isFresh =
                switch (known) {
                    case Snapshot.Checked checked ->
                        checked.word() instanceof EsimWord.Recycled || checked.isFresh(clock.instant(), maxAge);
                    case Snapshot.NotCheckedYet notYet -> false;
                };
        if (isFresh || !mayAsk(known)) {
            return Optional.empty();
        }
        CompletableFuture<Snapshot> flight = soon(esim);
        return known instanceof Snapshot.NotCheckedYet ? Optional.of(flight) : Optional.empty();
    }

    private boolean mayAsk(Snapshot known) {
        return known.silentSince()
                .map(since -> Duration.between(since, clock.instant()).abs().compareTo(PAUSE_AFTER_SILENCE) >= 0)
                .orElse(true);
    }

    private static Snapshot await(CompletableFuture<Snapshot> flight, Duration wait, Snapshot otherwise) {
        try {
            return flight.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return otherwise;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    private void fly(Esim esim, CompletableFuture<Snapshot> flight) {
        try {
            Instant at = clock.instant();
            writes.call(Looked.atAll(esim.id(), ask(esim), at));
            flight.complete(lastKnown(esim));
        } catch (RuntimeException | Error failed) {
            flight.completeExceptionally(failed);
        } finally {
            flights.remove(esim.id(), flight);
        }
    }

    private EsimWord ask(Esim esim) {
        EsimWord word = askSupplier(esim);
        silences.heard(esim.supplier(), word, clock.instant());
        return word;
    }

    private EsimWord askSupplier(Esim esim) {
        var supplier = suppliers.get(esim.supplier());
        if (supplier == null) {
            return new EsimWord.Silent("no supplier " + esim.supplier() + " is set up");
        }
        try {
            return supplier.look(esim.iccid());
        } catch (RuntimeException fault) {
            // An adapter must not throw; one that does is as good as silent.
            return new EsimWord.Silent("the adapter failed: " + fault.getClass().getSimpleName());
        }
    }

    Map<String, Instant> silentSuppliers() {
        return silences.now(clock.instant());
    }

    private Snapshot lastKnown(Esim esim) {
        return store.findAll(List.of(esim.id())).getOrDefault(esim.id(), new Snapshot.NotCheckedYet(Optional.empty()));
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
