package io.tampu.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.Database;
import io.tampu.engine.FakeClock;
import io.tampu.engine.Ids;
import io.tampu.engine.TestDatabase;
import io.tampu.renewals.FeedCursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the rows of webhooks and their deliveries protect. */
class WebhookStoreTest {

    private static final TestDatabase TEST = TestDatabase.fresh();
    private static final Ids IDS = Ids.ofSystem(new FakeClock());
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final Database database = new Database(TEST.dataSource());
    private final WebhookStore store = new WebhookStore(database);
    private final DeliveryStore deliveries = new DeliveryStore(database);
    private final UUID partner = IDS.newWithOwnHome();
    private final UUID webhook = registered();

    @AfterAll
    static void close() {
        TEST.close();
    }

    @Test
    void whatAPlatformHasClaimedIsTakenOverOnlyWhenItsLeaseIsOverAndThenItWritesNothing() {
        assertThat(store.claim(Set.of(webhook), ONE, NOW, NOW.plusSeconds(120))).hasSize(1);

        assertThat(store.claim(Set.of(webhook), OTHER, NOW.plusSeconds(119), NOW.plusSeconds(300)))
                .isEmpty();
        assertThat(store.ready(NOW.plusSeconds(119), new UUID(0, 0), 100))
                .noneMatch(ready -> ready.id().equals(webhook));
        assertThat(store.claim(Set.of(webhook), OTHER, NOW.plusSeconds(120), NOW.plusSeconds(300)))
                .hasSize(1);
        assertThat(store.finish(webhook, ONE, after(7)))
                .as("the dead one wakes up")
                .isFalse();
        assertThat(store.finish(webhook, OTHER, after(8))).isTrue();
        assertThat(found().position().xid()).isEqualTo(8);
    }

    @Test
    void aReplayTakesTheClaimAwayFromWhoeverIsSending() {
        store.claim(Set.of(webhook), ONE, NOW, NOW.plusSeconds(120));
        deliveries.keep(webhook, List.of(delivery(1, ONE, Optional.of(NOW))));

        store.moveTo(partner, webhook, FeedCursor.BEGINNING, NOW);

        assertThat(store.finish(webhook, ONE, after(7))).isFalse();
        assertThat(found().position()).isEqualTo(FeedCursor.BEGINNING);
        assertThat(found().waiting()).isZero();
    }

    @Test
    void theNextEventOfARenewalHasItsTurnWhenTheOneBeforeIsDoneWith() {
        Delivery first = delivery(1, ONE, Optional.of(NOW));
        Delivery second = delivery(2, ONE, Optional.empty());
        Delivery third = delivery(3, ONE, Optional.empty());
        Delivery another = delivery(4, OTHER, Optional.of(NOW.plusSeconds(30)));
        deliveries.keep(webhook, List.of(first, second, third, another));

        assertThat(deliveries.due(webhook, NOW, 10)).containsExactly(first);
        assertThat(deliveries.waitingRenewals(webhook)).containsExactlyInAnyOrder(ONE, OTHER);
        deliveries.remove(webhook, List.of(first), NOW);

        assertThat(deliveries.due(webhook, NOW, 10))
                .extracting(Delivery::position)
                .containsExactly(second.position());
        deliveries.hurry(webhook, NOW);
        assertThat(deliveries.due(webhook, NOW, 10))
                .extracting(Delivery::position)
                .containsExactlyInAnyOrder(second.position(), another.position());
        assertThat(deliveries.withDue(List.of(webhook, OTHER), NOW)).containsExactly(webhook);
    }

    @Test
    void whoDeletesAWebhookDeletesWhatWaitsForIt() {
        deliveries.keep(webhook, List.of(delivery(1, ONE, Optional.of(NOW))));

        assertThat(store.delete(partner, webhook)).isTrue();

        assertThat(deliveries.withDue(List.of(webhook), NOW)).isEmpty();
        assertThat(store.find(partner, webhook)).isEmpty();
    }

    private Webhook found() {
        return store.find(partner, webhook).orElseThrow();
    }

    private UUID registered() {
        UUID id = IDS.newBeside(partner);
        assertThat(store.insert(id, partner, "https://partner.example/", FeedCursor.BEGINNING, NOW, 5))
                .isTrue();
        return id;
    }

    private static WebhookStore.After after(long xid) {
        return new WebhookStore.After(
                new FeedCursor(xid, new UUID(0, 0)), NOW, 0, Optional.empty(), Optional.empty(), 0);
    }

    private static Delivery delivery(long place, UUID renewal, Optional<Instant> due) {
        String position = new FeedCursor(place, new UUID(0, 0)).text();
        return new Delivery(position, new UUID(5, place), renewal, "{}", 1, Optional.of(NOW), due);
    }
}
