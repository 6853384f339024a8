package io.tampu.renewals;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.catalog.PlanId;
import io.tampu.checkout.Refund;
import io.tampu.engine.Database;
import io.tampu.engine.FakeClock;
import io.tampu.engine.Ids;
import io.tampu.engine.TestDatabase;
import io.tampu.esims.EsimId;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whoever follows the feed sees every event once, in an order that never changes. */
class EventFeedStoreTest {

    private static final TestDatabase TEST = TestDatabase.fresh();
    private static final FakeClock CLOCK = new FakeClock();
    private static final Ids IDS = Ids.ofSystem(CLOCK);
    private static final Remaining NOTHING = new Remaining(null, false, null, null, null, null);

    private final Database database = new Database(TEST.dataSource());
    private final RenewalStore store = new RenewalStore(database);
    private final EventFeed feed = new EventFeed(database, IDS);
    private final UUID buyer = IDS.newWithOwnHome();

    @AfterAll
    static void close() {
        TEST.close();
    }

    @Test
    void anEventThatCommitsAfterALaterOneIsNotSkipped() throws Exception {
        Renewal early = accepted();
        Renewal late = accepted();
        var written = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> database.inTransaction(() -> {
                accept(early);
                written.countDown();
                await(commit);
                return true;
            }));
            await(written);
            database.inTransaction(() -> accept(late));

            List<FeedEvent> meanwhile = feed.read(buyer, FeedCursor.BEGINNING, 10);
            FeedCursor reached = meanwhile.isEmpty()
                    ? FeedCursor.BEGINNING
                    : meanwhile.getLast().cursor();
            FeedCursor end = feed.end();
            commit.countDown();
            slow.get();

            assertThat(feed.read(buyer, reached, 10))
                    .extracting(FeedEvent::renewal)
                    .as("all that the reader has not seen, in order")
                    .contains(early.id())
                    .hasSize(2 - meanwhile.size());
            assertThat(feed.read(buyer, end, 10))
                    .extracting(FeedEvent::renewal)
                    .as("who begins at the end hears what was not yet committed")
                    .containsExactly(early.id(), late.id());
        }
    }

    @Test
    void pagesLeadThroughAllEventsInOneOrder() {
        var accepted = new ArrayList<RenewalId>();
        for (int i = 0; i < 5; i++) {
            Renewal renewal = accepted();
            database.inTransaction(() -> accept(renewal));
            accepted.add(renewal.id());
        }

        var seen = new ArrayList<RenewalId>();
        FeedCursor place = FeedCursor.BEGINNING;
        for (List<FeedEvent> page = feed.read(buyer, place, 2); !page.isEmpty(); page = feed.read(buyer, place, 2)) {
            page.forEach(event -> seen.add(event.renewal()));
            place = FeedCursor.parse(page.getLast().cursor().text());
        }

        assertThat(seen).containsExactlyElementsOf(accepted);
    }

    @Test
    void aStepIsOneEventWithTheStateInWhichItEnds() {
        Renewal renewal = accepted();
        database.inTransaction(() -> accept(renewal));
        Step late = renewal.late("not-delivered-in-time", Optional.empty(), CLOCK.instant());

        database.inTransaction(() -> {
            feed.moved(List.of(late, late.to().lookAgain(Optional.of(CLOCK.instant()))));
            return true;
        });

        assertThat(feed.read(buyer, FeedCursor.BEGINNING, 10))
                .extracting(FeedEvent::state)
                .containsExactly(RenewalState.FULFILLING, RenewalState.REFUNDED);
    }

    @Test
    void onlyReadersWithSomethingNewAreNamed() {
        Renewal renewal = accepted();
        database.inTransaction(() -> accept(renewal));
        var hungry = new FeedReader(new UUID(0, 1), buyer, FeedCursor.BEGINNING);
        var full = new FeedReader(new UUID(0, 2), buyer, feed.end());
        var stranger = new FeedReader(new UUID(0, 3), new UUID(9, 9), FeedCursor.BEGINNING);

        assertThat(feed.withNews(List.of(hungry, full, stranger))).containsExactly(hungry.id());
        assertThat(feed.withNews(List.of())).isEmpty();
    }

    private boolean accept(Renewal renewal) {
        store.insert(List.of(renewal));
        feed.accepted(List.of(renewal));
        return true;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private Renewal accepted() {
        UUID id = IDS.newWithOwnHome();
        Instant now = CLOCK.instant();
        var terms = new Terms(
                buyer,
                new EsimId(id),
                "8910300000000000017",
                "airalo",
                "small",
                new PlanId(new UUID(2, 2)),
                Money.usd("3.90"),
                Money.usd("0.59"),
                "NONE",
                new Promise("x", "x", 1, 0, 0, 7, NOTHING, NOTHING, new Promise.Start("IMMEDIATE", now, now), 14),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Refund.To.ORIGINAL);
        return Renewal.accepted(new RenewalId(id), terms, now, now, now);
    }
}
