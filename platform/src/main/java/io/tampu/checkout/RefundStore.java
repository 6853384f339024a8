package io.tampu.checkout;

import io.tampu.engine.Database;
import io.tampu.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQL of refunds. */
final class RefundStore {

    private final Database database;

    RefundStore(Database database) {
        this.database = database;
    }

    void insert(List<Refund> refunds) {
        database.set("""
                        insert into checkout_refund
                            (id, state, attempt, purpose, reference, payer, amount_minor, currency, reason, goes_to,
                             instead_of, nth, created_at, due_at, said, ended_at)
                        select * from unnest(
                            ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[],
                            ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                            ?::timestamptz[])""", refunds)
                .uuid(refund -> refund.id().value())
                .text(refund -> refund.state().name())
                .uuid(refund -> refund.from().map(AttemptId::value).orElse(null))
                .text(Refund::purpose)
                .uuid(Refund::reference)
                .uuid(Refund::payer)
                .number(refund -> refund.amount().amountMinor())
                .text(refund -> refund.amount().currency())
                .text(Refund::reason)
                .text(refund -> refund.to().name())
                .uuid(refund -> refund.insteadOf().map(RefundId::value).orElse(null))
                .number(Refund::nth)
                .time(Refund::createdAt)
                .time(refund -> refund.dueAt().orElse(null))
                .text(refund -> refund.said().orElse(null))
                .time(refund -> refund.endedAt().orElse(null))
                .update();
    }

    /** Writes a refund down, if it is still as it was claimed; false if somebody else has claimed it. */
    boolean record(Refund from, Refund to) {
        return database.client()
                        .sql("""
                                update checkout_refund set state = :state, tries = :tries, due_at = :due,
                                    handle = :handle, said = :said, ended_at = :ended
                                where id = :id and state = :from_state and due_at is not distinct from :from_due""")
                        .param("state", to.state().name())
                        .param("tries", to.tries())
                        .param("due", time(to.dueAt()))
                        .param("handle", to.handle().orElse(null))
                        .param("said", to.said().orElse(null))
                        .param("ended", time(to.endedAt()))
                        .param("id", from.id().value())
                        .param("from_state", from.state().name())
                        .param("from_due", time(from.dueAt()))
                        .update()
                == 1;
    }

    /** Takes due refunds for this caller until {@code now + lease}: those that are still open first. */
    List<Refund> claimDue(Instant now, Duration lease, int limit) {
        return database.client()
                .sql("""
                        update checkout_refund set due_at = :until where id in (
                            select id from checkout_refund where due_at <= :now
                            order by ended_at is not null, due_at limit :limit for update skip locked)
                        returning *""")
                .param("until", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(RefundStore::read)
                .list();
    }

    /** Takes these for this caller, those that a provider may have news of. */
    List<Refund> claim(Collection<RefundId> ids, Instant now, Duration lease) {
        return database.client()
                .sql("""
                        update checkout_refund set due_at = ? where id in (
                            select id from checkout_refund
                            where id = any (?) and goes_to = 'ORIGINAL' and state <> 'FAILED' order by id for update)
                        returning *""")
                .params(
                        Timestamp.from(now.plus(lease)),
                        ids.stream().map(RefundId::value).toArray(UUID[]::new))
                .query(RefundStore::read)
                .list();
    }

    Optional<Refund> find(RefundId id) {
        return database.client()
                .sql("select * from checkout_refund where id = ?")
                .param(id.value())
                .query(RefundStore::read)
                .optional();
    }

    /** All refunds of these references, oldest first. */
    List<Refund> ofAll(Collection<UUID> references) {
        return database.client()
                .sql("select * from checkout_refund where reference = any (?) order by id")
                .param(references.toArray(UUID[]::new))
                .query(RefundStore::read)
                .list();
    }

    /** What of this reference is on its way back or back already. */
    long owedOrReturned(UUID reference) {
        return database.client().sql("""
                        select coalesce(sum(amount_minor), 0) from checkout_refund
                        where reference = ? and state <> 'FAILED' and reason <> 'surplus'""").param(reference).query(Long.class).single();
    }

    static Refund read(ResultSet row, int number) throws SQLException {
        return new Refund(
                new RefundId(row.getObject("id", UUID.class)),
                RefundState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("attempt", UUID.class)).map(AttemptId::new),
                row.getString("purpose"),
                row.getObject("reference", UUID.class),
                row.getObject("payer", UUID.class),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("reason"),
                Refund.To.valueOf(row.getString("goes_to")),
                Optional.ofNullable(row.getObject("instead_of", UUID.class)).map(RefundId::new),
                row.getInt("nth"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("tries"),
                time(row.getTimestamp("due_at")),
                Optional.ofNullable(row.getString("handle")),
                Optional.ofNullable(row.getString("said")),
                time(row.getTimestamp("ended_at")));
    }

    private static Optional<Instant> time(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }

    private static @Nullable Timestamp time(Optional<Instant> time) {
        return time.map(Timestamp::from).orElse(null);
    }
}
