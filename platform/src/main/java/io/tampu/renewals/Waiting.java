package io.tampu.renewals;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Those who wait for a renewal that this platform moves on. A short cut to looking at the table, which has the truth. */
final class Waiting {

    private final Map<RenewalId, CompletableFuture<Renewal>> moving = new ConcurrentHashMap<>();

    /** Says that a renewal is being moved on here. */
    void begin(RenewalId renewal) {
        moving.put(renewal, new CompletableFuture<>());
    }

    /** Says that a renewal has come as far as it will come for now. */
    void reached(Renewal renewal) {
        CompletableFuture<Renewal> waited = moving.remove(renewal.id());
        if (waited != null) {
            waited.complete(renewal);
        }
    }

    /** Says that a renewal is no longer moved on here, and that the table knows more. */
    void lost(RenewalId renewal) {
        CompletableFuture<Renewal> waited = moving.remove(renewal);
        if (waited != null) {
            waited.cancel(false);
        }
    }

    /** How far it came here, waiting for it so long; empty if it is moved on elsewhere, or not yet. */
    Optional<Renewal> await(RenewalId renewal, Duration atMost) {
        CompletableFuture<Renewal> waited = moving.getOrDefault(renewal, new CompletableFuture<>());
        try {
            return Optional.of(waited.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException | java.util.concurrent.CancellationException lookAtTheTable) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    int size() {
        return moving.size();
    }
}
