package io.tampu.renewals;

import io.tampu.engine.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one owner of doubt: every renewal that is due is taken by some platform and moved on, whatever its state and whoever
 * left it there. What the request has begun is moved on here too, so that nothing depends on the request's life.
 */
final class SettleDoubtfulRenewals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SettleDoubtfulRenewals.class);

    private static final Duration SWEEP_EVERY = Duration.ofMillis(500);
    private static final Duration BEAT_EVERY = Duration.ofSeconds(2);
    /** Silent for longer than this, a platform was not there: asleep, or its clock has jumped. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(60);

    private static final int MOST_IN_ONE_SWEEP = 100;
    /** Renewals moved on by the sweep at once: suppliers who are back after an outage are not trampled. */
    private static final int MOST_AT_ONCE = 128;

    private final RenewalStore store;
    private final RenewEsims renewEsims;
    private final Waiting waiting;
    private final Patience patience;
    private final Clock clock;
    private final UUID platform;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService steps;
    private final Recurring timer = new Recurring("settle-doubtful-renewals");

    /** @param steps on whose threads renewals are moved on; closed with this */
    SettleDoubtfulRenewals(
            RenewalStore store,
            RenewEsims renewEsims,
            Waiting waiting,
            Patience patience,
            Clock clock,
            UUID platform,
            ExecutorService steps) {
        this.store = store;
        this.renewEsims = renewEsims;
        this.waiting = waiting;
        this.patience = patience;
        this.clock = clock;
        this.platform = platform;
        this.steps = steps;
    }

    void start() {
        timer.start("the sweep", Duration.ZERO, SWEEP_EVERY, this::startDue);
        timer.start(
                "the heartbeat", Duration.ZERO, BEAT_EVERY, () -> store.beat(platform, clock.instant(), LONGEST_GAP));
    }

    /** Sends the order of a renewal that was just accepted, on a thread of its own. */
    void send(Renewal renewal) {
        waiting.begin(renewal.id());
        steps.execute(() -> step(renewal, true));
    }

    /** Sends the orders of renewals that were just paid from outside. Losing this call loses nothing: the sweep finds them. */
    void sendPaid(List<UUID> paid) {
        store.claimPaid(paid, clock.instant(), patience.lease()).forEach(this::send);
    }

    /** Takes what is due and moves it on here and now, one after the other. */
    int settleDue() {
        List<Renewal> due = store.claimDue(clock.instant(), patience.lease(), MOST_IN_ONE_SWEEP);
        due.forEach(renewal -> step(renewal, false));
        store.beat(platform, clock.instant(), LONGEST_GAP);
        return due.size();
    }

    private void startDue() {
        int free = Math.min(places.availablePermits(), MOST_IN_ONE_SWEEP);
        if (free == 0) {
            return;
        }
        for (Renewal renewal : store.claimDue(clock.instant(), patience.lease(), free)) {
            places.acquireUninterruptibly();
            waiting.begin(renewal.id());
            steps.execute(() -> {
                try {
                    step(renewal, false);
                } finally {
                    places.release();
                }
            });
        }
    }

    private void step(Renewal renewal, boolean first) {
        try {
            waiting.reached(first ? renewEsims.send(renewal) : renewEsims.moveOn(renewal));
        } catch (RuntimeException | Error failed) {
            // Nothing is lost: the renewal is due again when the lease ends.
            LOG.error("renewal {}: a step failed and will be tried again", renewal.id(), failed);
            waiting.lost(renewal.id());
        }
    }

    @Override
    public void close() {
        timer.close();
        steps.shutdown();
        try {
            if (!steps.awaitTermination(patience.lease().toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("{} renewals were under way and will be settled by the next platform", waiting.size());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
