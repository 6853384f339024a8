package io.tampu.partnerapi;

import io.tampu.engine.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQL of the events that were not taken at once. */
final class DeliveryStore {

    private final Database database;

    DeliveryStore(Database database) {
        this.database = database;
    }

    /** Which of these webhooks have something that is to be tried now. */
    Set<UUID> withDue(List<UUID> webhooks, Instant now) {
        return new HashSet<>(database.set(
                        "select distinct webhook from partnerapi_delivery where due_at <= ? and webhook = any(?::uuid[])",
                        webhooks)
                .one(now)
                .uuid(id -> id)
                .query((row, number) -> row.getObject(1, UUID.class)));
    }

    /** What is to be tried now: of each renewal its earliest event, since only that has a time. */
    List<Delivery> due(UUID webhook, Instant now, int limit) {
        return database.client()
                .sql("""
                        select * from partnerapi_delivery where webhook = ? and due_at <= ?
                        order by due_at, position limit ?""")
                .params(webhook, Timestamp.from(now), limit)
                .query(DeliveryStore::delivery)
                .list();
    }

    /** The renewals of which an event waits: later ones of them must wait behind it. */
    Set<UUID> waitingRenewals(UUID webhook) {
        return new HashSet<>(database.client()
                .sql("select distinct renewal from partnerapi_delivery where webhook = ?")
                .param(webhook)
                .query(UUID.class)
                .list());
    }

    /** Writes them down, or down again. */
    void keep(UUID webhook, List<Delivery> deliveries) {
        database.set("""
                        insert into partnerapi_delivery
                            (position, event, renewal, body, tries, first_tried_at, due_at, webhook)
                        select *, ?::uuid from unnest(?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[],
                            ?::timestamptz[], ?::timestamptz[])
                        on conflict (webhook, position) do update set
                            tries = excluded.tries, first_tried_at = excluded.first_tried_at, due_at = excluded.due_at""", deliveries)
                .one(webhook)
                .text(Delivery::position)
                .uuid(Delivery::event)
                .uuid(Delivery::renewal)
                .text(Delivery::body)
                .number(Delivery::tries)
                .time(delivery -> delivery.firstTriedAt().orElse(null))
                .time(delivery -> delivery.dueAt().orElse(null))
                .update();
    }

    /** These are done with; the next event of each of their renewals has its turn. */
    void remove(UUID webhook, List<Delivery> deliveries, Instant now) {
        database.set("delete from partnerapi_delivery where webhook = ? and position = any(?::text[])", deliveries)
                .one(webhook)
                .text(Delivery::position)
                .update();
        database.set("""
                        update partnerapi_delivery d set due_at = ?
                        where webhook = ? and renewal = any(?::uuid[]) and due_at is null and not exists (
                            select 1 from partnerapi_delivery e
                            where e.webhook = d.webhook and e.renewal = d.renewal and e.position < d.position)""", deliveries)
                .one(now)
                .one(webhook)
                .uuid(Delivery::renewal)
                .update();
    }

    /** The receiver is back: nothing waits for its time. */
    void hurry(UUID webhook, Instant now) {
        database.client()
                .sql("update partnerapi_delivery set due_at = ? where webhook = ? and due_at > ?")
                .params(Timestamp.from(now), webhook, Timestamp.from(now))
                .update();
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getString("position"),
                row.getObject("event", UUID.class),
                row.getObject("renewal", UUID.class),
                row.getString("body"),
                row.getInt("tries"),
                time(row.getTimestamp("first_tried_at")),
                time(row.getTimestamp("due_at")));
    }

    private static Optional<Instant> time(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }
}
