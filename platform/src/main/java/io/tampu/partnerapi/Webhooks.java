package io.tampu.partnerapi;

import io.tampu.engine.AddressGuard;
import io.tampu.engine.Backlog;
import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.Json;
import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.renewals.FeedCursor;
import io.tampu.renewals.Renewals;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Partners' receivers of events: what can be done with them, and the sending. */
public final class Webhooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    /** One in use, one to move to, one for trials, and two to spare: each is a copy of every event. */
    private static final int MOST = 5;

    /** Tests that partners ask for wait for their receivers: so many at once, on this platform. */
    private static final int MOST_TESTS = 8;

    private final WebhookStore store;
    private final WebhookSecrets secrets;
    private final SendEvents send;
    private final DeliverEvents deliverEvents;
    private final Renewals renewals;
    private final AddressGuard guard;
    private final OutsideHttp http;
    private final Ids ids;
    private final Clock clock;
    private final Semaphore tests = new Semaphore(MOST_TESTS);

    /**
     * @param platform the platform's own secret, of which the webhooks' are derived
     * @param guard which receivers may be called
     */
    public Webhooks(Database database, Renewals renewals, Secret platform, AddressGuard guard, Ids ids, Clock clock) {
        this.store = new WebhookStore(database);
        this.secrets = new WebhookSecrets(platform);
        this.http = new OutsideHttp(guard);
        this.send = new SendEvents(http, secrets, clock);
        this.deliverEvents =
                new DeliverEvents(database, renewals, store, new DeliveryStore(database), send, ids, clock);
        this.renewals = renewals;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins the sweep that delivers. */
    public void start() {
        deliverEvents.start();
    }

    /** Delivers what can be delivered now, once. For tests and operators who turn the clock by hand. */
    public int deliverOnce() {
        return deliverEvents.deliverOnce();
    }

    /** From now on this address is told of all that happens. Empty when there are too many, or this one is there already. */
    Optional<WebhookView.WithSecret> register(UUID partner, String url) {
        UUID id = ids.newBeside(partner);
        String checked = ReceiverUrl.check(url, guard);
        Instant now = clock.instant();
        return store.insert(id, partner, checked, renewals.feedEnd(), now, MOST)
                ? store.find(partner, id).map(webhook -> WebhookView.withSecret(webhook, secrets, now))
                : Optional.empty();
    }

    List<WebhookView> of(UUID partner) {
        Instant now = clock.instant();
        return store.of(partner).stream()
                .map(webhook -> WebhookView.of(webhook, now))
                .toList();
    }

    Optional<WebhookView> find(UUID partner, UUID id) {
        return store.find(partner, id).map(webhook -> WebhookView.of(webhook, clock.instant()));
    }

    boolean delete(UUID partner, UUID id) {
        return store.delete(partner, id);
    }

    /** A new secret; the former signs beside it for a day. */
    Optional<WebhookView.WithSecret> roll(UUID partner, UUID id) {
        Instant now = clock.instant();
        return store.roll(partner, id, now)
                ? store.find(partner, id).map(webhook -> WebhookView.withSecret(webhook, secrets, now))
                : Optional.empty();
    }

    /** Sends all again that happened after a place in the feed. */
    Optional<WebhookView> replay(UUID partner, UUID id, FeedCursor after) {
        store.moveTo(partner, id, after, clock.instant());
        return find(partner, id);
    }

    private record Ping(String id, String type, Instant at) {}

    /** Sends an event that means nothing, now, and says what came of it; empty when there is no such webhook. */
    Optional<SendEvents.Sent> test(UUID partner, UUID id) {
        if (!tests.tryAcquire()) {
            throw Refused.because(ProblemCode.TRY_LATER, Problems.LATER);
        }
        try {
            UUID event = ids.newBeside(id);
            String ping = Json.write(new Ping(Ids.text(event), "ping", clock.instant()));
            return store.find(partner, id).map(webhook -> send.send(webhook, event, ping));
        } finally {
            tests.release();
        }
    }

    /** Receivers of partners that do not take what they are told, for those who watch. */
    public Backlog failing() {
        return store.failing();
    }

    /** Waits for what is being sent, then stops. */
    @Override
    public void close() {
        deliverEvents.close();
        try {
            http.close();
        } catch (IOException already) {
            LOG.debug("closing the connections to receivers", already);
        }
    }
}
