package io.tampu.partnerapi;

import io.tampu.engine.Backlog;
import io.tampu.engine.Database;
import io.tampu.renewals.FeedCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQL of webhooks. */
final class WebhookStore {

    /** A secret that is rolled again and again in a day signs no more than this often. */
    private static final int MOST_FORMER = 4;

    private static final String SELECT = """
            select w.*, (select count(*) from partnerapi_delivery d where d.webhook = w.id) as waiting
            from partnerapi_webhook w\s""";

    private final Database database;

    WebhookStore(Database database) {
        this.database = database;
    }

    /**
     * Writes a new one down, unless the partner has {@code most} or this address already; says whether it did. Two at once may
     * pass the limit together: it is there against thousands, not against six.
     */
    boolean insert(UUID id, UUID partner, String url, FeedCursor position, Instant now, int most) {
        return database.client()
                        .sql("""
                                insert into partnerapi_webhook (id, partner, url, created_at, position, due_at)
                                select :id, :partner, :url, :now, :position, :now
                                where (select count(*) from partnerapi_webhook where partner = :partner) < :most
                                on conflict do nothing""")
                        .param("id", id)
                        .param("partner", partner)
                        .param("url", url)
                        .param("now", Timestamp.from(now))
                        .param("position", position.text())
                        .param("most", most)
                        .update()
                == 1;
    }

    /** Reads the whole table, which has a handful of rows for each partner. */
    Backlog failing() {
        return Backlog.of(database, "select failing_since from partnerapi_webhook where failing_since is not null");
    }

    List<Webhook> of(UUID partner) {
        return database.client()
                .sql(SELECT + "where w.partner = ? order by w.id")
                .param(partner)
                .query(WebhookStore::webhook)
                .list();
    }

    Optional<Webhook> find(UUID partner, UUID id) {
        return database.client()
                .sql(SELECT + "where w.partner = ? and w.id = ?")
                .params(partner, id)
                .query(WebhookStore::webhook)
                .optional();
    }

    boolean delete(UUID partner, UUID id) {
        return database.client()
                        .sql("delete from partnerapi_webhook where partner = ? and id = ?")
                        .params(partner, id)
                        .update()
                == 1;
    }

    /** A new secret signs from now on; those that sign now go on until {@link WebhookSecrets#OVERLAP} is over. */
    boolean roll(UUID partner, UUID id, Instant now) {
        return database.client()
                        .sql("""
                                update partnerapi_webhook set
                                    oldest_generation = case when rolled_at > :still
                                        then greatest(oldest_generation, generation + 1 - :former) else generation end,
                                    generation = generation + 1, rolled_at = :now
                                where partner = :partner and id = :id""")
                        .param("still", Timestamp.from(now.minus(WebhookSecrets.OVERLAP)))
                        .param("former", MOST_FORMER)
                        .param("now", Timestamp.from(now))
                        .param("partner", partner)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Goes back to a place in the feed. Whoever is delivering at this moment has lost the claim and writes nothing down. */
    boolean moveTo(UUID partner, UUID id, FeedCursor position, Instant now) {
        return database.inTransaction(() -> {
            int moved = database.client()
                    .sql("""
                            update partnerapi_webhook set position = ?, due_at = ?, claim = null, claimed_until = null,
                                failed_rounds = 0, failing_since = null, last_problem = null
                            where partner = ? and id = ?""")
                    .params(position.text(), Timestamp.from(now), partner, id)
                    .update();
            if (moved == 1) {
                database.client()
                        .sql("delete from partnerapi_delivery where webhook = ?")
                        .param(id)
                        .update();
            }
            return moved == 1;
        });
    }

    /** Webhooks that may be looked at now, in the order of their ids, after one of them. */
    List<Webhook> ready(Instant now, UUID after, int limit) {
        return database.client()
                .sql("""
                        select w.*, 0 as waiting from partnerapi_webhook w
                        where id > ? and due_at <= ? and (claimed_until is null or claimed_until <= ?)
                        order by id limit ?""")
                .params(after, Timestamp.from(now), Timestamp.from(now), limit)
                .query(WebhookStore::webhook)
                .list();
    }

    /** Takes those of them that nobody else has, until {@code until}. */
    List<Webhook> claim(Set<UUID> ids, UUID claim, Instant now, Instant until) {
        return database.set("""
                        update partnerapi_webhook w set claim = ?, claimed_until = ?
                        where id in (
                            select id from partnerapi_webhook
                            where id = any(?::uuid[]) and due_at <= ? and (claimed_until is null or claimed_until <= ?)
                            order by id for update skip locked)
                        returning w.*, (select count(*) from partnerapi_delivery d where d.webhook = w.id) as waiting""", List.copyOf(ids))
                .one(claim)
                .one(until)
                .uuid(id -> id)
                .one(now)
                .one(now)
                .query(WebhookStore::webhook);
    }

    /**
     * How a round went, and the end of its claim.
     *
     * @param givenUp how many events were given up in it
     */
    record After(
            FeedCursor position,
            Instant dueAt,
            int failedRounds,
            Optional<Instant> failingSince,
            Optional<String> problem,
            long givenUp) {}

    /** Writes it down, if the claim is still ours. */
    boolean finish(UUID id, UUID claim, After after) {
        return database.client()
                        .sql("""
                                update partnerapi_webhook set
                                    position = :position, due_at = :due, failed_rounds = :rounds, failing_since = :since,
                                    last_problem = coalesce(:problem, last_problem), given_up = given_up + :givenUp,
                                    claim = null, claimed_until = null
                                where id = :id and claim = :claim""")
                        .param("position", after.position().text())
                        .param("due", Timestamp.from(after.dueAt()))
                        .param("rounds", after.failedRounds())
                        .param(
                                "since",
                                after.failingSince().map(Timestamp::from).orElse(null))
                        .param("problem", after.problem().orElse(null))
                        .param("givenUp", after.givenUp())
                        .param("id", id)
                        .param("claim", claim)
                        .update()
                == 1;
    }

    private static Webhook webhook(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getObject("partner", UUID.class),
                row.getString("url"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("generation"),
                row.getInt("oldest_generation"),
                time(row.getTimestamp("rolled_at")),
                FeedCursor.parse(row.getString("position")),
                row.getInt("failed_rounds"),
                time(row.getTimestamp("failing_since")),
                Optional.ofNullable(row.getString("last_problem")),
                row.getLong("waiting"),
                row.getLong("given_up"));
    }

    private static Optional<Instant> time(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }
}
