package io.tampu.renewals;

import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The outbox: what happened to renewals, written in the transaction of the change and read by those who follow it.
 *
 * <p><b>Why the order is not that of the ids.</b> Ids are made before the commit, and transactions do not commit in the order
 * in which their ids were made: whoever has read up to an id would never see an event with a lower one that commits later.
 * So events are read in the order of (number of the transaction, id), and only those whose transaction is older than every
 * transaction still open ({@code pg_snapshot_xmin}): nothing can appear before them any more. The price: while one
 * transaction that writes stays open, anywhere on the server, the feed waits. Ours last milliseconds.
 *
 * <p>Two changes of one renewal stand in their order, since the second begins when the first is committed.
 */
final class EventFeed {

    private record Line(Renewal renewal, Instant at) {}

    private final Database database;
    private final Ids ids;
    private volatile Optional<Follower> follower = Optional.empty();

    EventFeed(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** Who hears of each change besides. */
    void follow(Follower who) {
        follower = Optional.of(who);
    }

    /** Renewals that were just accepted. In the transaction of their insert. */
    void accepted(List<Renewal> renewals) {
        insert(renewals.stream()
                .map(renewal -> new Line(renewal, renewal.acceptedAt()))
                .toList());
    }

    /** One event for each step that ends in another state, with that state. In the transaction of the steps. */
    void moved(List<Step> steps) {
        List<Line> lines = steps.stream()
                .filter(step -> step.from().state() != step.to().state())
                .map(step -> new Line(step.to(), step.moves().getLast().at()))
                .toList();
        insert(lines);
        follower.ifPresent(who -> who.moved(lines.stream().map(Line::renewal).toList()));
    }

    /** No event: the renewal stays as it is. In the transaction that writes the refund. */
    void givenBack(Renewal renewal) {
        follower.ifPresent(who -> who.givenBack(renewal));
    }

    private void insert(List<Line> lines) {
        database.set("""
                        insert into renewals_event (id, buyer, renewal, state, at)
                        select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[])""", lines)
                .uuid(line -> ids.newBeside(line.renewal().id().value()))
                .uuid(line -> line.renewal().terms().buyer())
                .uuid(line -> line.renewal().id().value())
                .text(line -> line.renewal().state().name())
                .time(Line::at)
                .update();
    }

    /** A buyer's events after a place, in the order of the feed. */
    List<FeedEvent> read(UUID buyer, FeedCursor after, int limit) {
        return database.client()
                .sql("""
                        select e.id, e.renewal, r.reference, e.state, e.at, e.xid::text as xid
                        from renewals_event e join renewals_renewal r on r.id = e.renewal
                        where e.buyer = ? and (e.xid, e.id) > (cast(? as xid8), ?)
                            and e.xid < pg_snapshot_xmin(pg_current_snapshot())
                        order by e.xid, e.id limit ?""")
                .params(buyer, Long.toUnsignedString(after.xid()), after.id(), limit)
                .query(EventFeed::event)
                .list();
    }

    /** Those for whom there is something to read: one statement, however many readers. */
    Set<UUID> withNews(List<FeedReader> readers) {
        return database
                .set("""
                        select f.reader from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[]) as f (reader, buyer, xid, id)
                        where exists (
                            select 1 from renewals_event e
                            where e.buyer = f.buyer and (e.xid, e.id) > (f.xid::xid8, f.id)
                                and e.xid < pg_snapshot_xmin(pg_current_snapshot()))""", readers)
                .uuid(FeedReader::id)
                .uuid(FeedReader::buyer)
                .text(reader -> Long.toUnsignedString(reader.after().xid()))
                .uuid(reader -> reader.after().id())
                .query((row, number) -> row.getObject(1, UUID.class))
                .stream()
                .collect(Collectors.toSet());
    }

    /** The place after all that can be read now, and before all that cannot be read yet. */
    FeedCursor end() {
        String oldestOpen = database.client()
                .sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single();
        return new FeedCursor(Long.parseUnsignedLong(oldestOpen), new UUID(0, 0));
    }

    private static FeedEvent event(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new FeedEvent(
                id,
                new RenewalId(row.getObject("renewal", UUID.class)),
                Optional.ofNullable(row.getString("reference")),
                RenewalState.valueOf(row.getString("state")),
                row.getTimestamp("at").toInstant(),
                new FeedCursor(Long.parseUnsignedLong(row.getString("xid")), id));
    }
}
