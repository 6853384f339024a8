package io.tampu.partnerapi;

import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.Json;
import io.tampu.engine.Recurring;
import io.tampu.renewals.FeedCursor;
import io.tampu.renewals.FeedEvent;
import io.tampu.renewals.FeedReader;
import io.tampu.renewals.Renewals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the feed to the webhooks. A webhook with something to send is claimed by one platform for a lease's time and gets a
 * round: what is due again, then a page of what is new. The events that were taken leave no trace but the place in the feed;
 * the others are rows with a time of their own. No connection to the database is held while sending, and a claim that was
 * lost meanwhile writes nothing: then events are sent twice, never not at all.
 */
final class DeliverEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverEvents.class);

    private static final Duration SWEEP_EVERY = Duration.ofMillis(500);
    /** Webhooks looked at in one sweep; the next sweep goes on after them. */
    private static final int MOST_IN_ONE_SWEEP = 500;
    /** Receivers that are being sent to at once: with eight events each, all that the connections are for. */
    private static final int MOST_AT_ONCE = 32;
    /** Events in one round. */
    private static final int PAGE = 100;
    /** Then the others have their turn. */
    private static final int MOST_ROUNDS_IN_A_ROW = 20;
    /** With so many waiting nothing new is read for a receiver: the feed keeps it. */
    private static final int MOST_WAITING = 1_000;
    /** A receiver that took nothing for so many rounds was down: when it is back, nothing waits for its time. */
    private static final int WAS_DOWN = 3;
    /** Far longer than a round can take (20 s to begin, a look-up of the name, 10 s to send). */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Database database;
    private final Renewals renewals;
    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final SendEvents send;
    private final Ids ids;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService rounds = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private final Recurring timer = new Recurring("deliver-events");
    private UUID lookedAt = new UUID(0, 0);

    DeliverEvents(
            Database database,
            Renewals renewals,
            WebhookStore webhooks,
            DeliveryStore deliveries,
            SendEvents send,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.renewals = renewals;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.send = send;
        this.ids = ids;
        this.clock = clock;
    }

    void start() {
        timer.start(
                "the sweep of webhooks",
                Duration.ZERO,
                SWEEP_EVERY,
                () -> withWork().forEach(this::startRounds));
    }

    /** Delivers all that can be delivered now, here, one webhook after the other. How many rounds that took. */
    int deliverOnce() {
        int done = 0;
        for (Set<UUID> busy = withWork(); !busy.isEmpty() && done < MOST_IN_ONE_SWEEP; busy = withWork()) {
            for (UUID webhook : busy) {
                while (round(webhook)) {
                    done++;
                }
                done++;
            }
        }
        return done;
    }

    /** Those that may be looked at and have something to send. Three statements, however many webhooks there are. */
    private Set<UUID> withWork() {
        Instant now = clock.instant();
        List<Webhook> ready = webhooks.ready(now, lookedAt, MOST_IN_ONE_SWEEP);
        lookedAt = ready.size() < MOST_IN_ONE_SWEEP
                ? new UUID(0, 0)
                : ready.getLast().id();
        var work = new HashSet<UUID>(renewals.withNews(ready.stream()
                .map(webhook -> new FeedReader(webhook.id(), webhook.partner(), webhook.position()))
                .toList()));
        work.addAll(deliveries.withDue(ready.stream().map(Webhook::id).toList(), now));
        return work;
    }

    private void startRounds(UUID webhook) {
        if (!places.tryAcquire()) {
            return;
        }
        rounds.execute(() -> {
            try {
                for (int i = 0; i < MOST_ROUNDS_IN_A_ROW && round(webhook); i++) {
                    LOG.debug("webhook {}: another round", webhook);
                }
            } catch (RuntimeException | Error failed) {
                // Nothing is lost: the webhook is looked at again when the lease ends.
                LOG.error("webhook {}: a round failed and will be repeated", Ids.text(webhook), failed);
            } finally {
                places.release();
            }
        });
    }

    /** Claims the webhook and sends. True if it went well and there may be more. */
    private boolean round(UUID id) {
        Instant now = clock.instant();
        UUID claim = ids.newBeside(id);
        List<Webhook> claimed = webhooks.claim(Set.of(id), claim, now, now.plus(LEASE));
        if (claimed.isEmpty()) {
            return false;
        }
        Webhook webhook = claimed.getFirst();
        // A receiver that took nothing last time is asked carefully.
        int most = webhook.isFailing() ? 1 : PAGE;
        List<Delivery> again = deliveries.due(id, now, most);
        List<FeedEvent> news =
                isFull(webhook) ? List.of() : renewals.events(webhook.partner(), webhook.position(), most);
        Set<UUID> waiting = webhook.waiting() == 0 ? Set.of() : deliveries.waitingRenewals(id);
        var round = new DeliveryRound(send, webhook, waiting, clock);
        round.run(again, news.stream().map(DeliverEvents::delivery).toList());
        boolean written = finish(
                webhook,
                claim,
                round,
                news.isEmpty() ? webhook.position() : news.getLast().cursor());
        return written && !round.taken().isEmpty() && (!again.isEmpty() || news.size() == most);
    }

    private static boolean isFull(Webhook webhook) {
        return webhook.waiting() >= MOST_WAITING;
    }

    private static Delivery delivery(FeedEvent event) {
        return new Delivery(
                event.cursor().text(),
                event.id(),
                event.renewal().value(),
                Json.write(EventView.of(event)),
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** False if the claim was lost: then nothing of the round is written. */
    private boolean finish(Webhook webhook, UUID claim, DeliveryRound round, FeedCursor position) {
        Instant now = clock.instant();
        boolean well = !round.taken().isEmpty();
        int failedRounds = well ? 0 : webhook.failedRounds() + (round.failed() ? 1 : 0);
        var after = new WebhookStore.After(
                position,
                round.failed() || (isFull(webhook) && round.isEmpty())
                        ? now.plus(DeliveryPatience.pause(failedRounds))
                        : now,
                failedRounds,
                failedRounds == 0
                        ? Optional.empty()
                        : Optional.of(webhook.failingSince().orElse(now)),
                round.problem(),
                round.givenUp().size());
        boolean written = database.inTransaction(() -> {
            if (!webhooks.finish(webhook.id(), claim, after)) {
                return false;
            }
            deliveries.keep(webhook.id(), round.kept());
            deliveries.remove(webhook.id(), round.taken(), now);
            deliveries.remove(webhook.id(), round.givenUp(), now);
            if (well && webhook.failedRounds() >= WAS_DOWN) {
                deliveries.hurry(webhook.id(), now);
            }
            return true;
        });
        if (written && !round.givenUp().isEmpty()) {
            LOG.error(
                    "ALARM webhook-given-up: webhook {} of partner {}: {} events were not taken for three days, the first {}: {}",
                    webhook.text(),
                    Ids.text(webhook.partner()),
                    round.givenUp().size(),
                    Ids.text(round.givenUp().getFirst().event()),
                    round.problem().orElse(""));
        }
        return written;
    }

    @Override
    public void close() {
        timer.close();
        rounds.shutdown();
        try {
            if (!rounds.awaitTermination(LEASE.toSeconds() / 4, TimeUnit.SECONDS)) {
                LOG.warn("events were under way and will be sent again by the next platform");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
