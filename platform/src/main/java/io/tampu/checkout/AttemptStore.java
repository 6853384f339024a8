package io.tampu.checkout;

import io.tampu.engine.Database;
import io.tampu.money.Money;
import io.tampu.payments.Decline;
import io.tampu.payments.Retry;
import java.net.URI;
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

/** SQL of attempts. What the burst of notifications goes through takes sets. */
final class AttemptStore {

    private static final String UNPAID = "state in ('WRITTEN', 'OPEN', 'CLOSED', 'FAILED')";

    private final Database database;

    AttemptStore(Database database) {
        this.database = database;
    }

    void insert(List<Attempt> attempts) {
        database.set("""
                        insert into checkout_attempt
                            (id, state, purpose, reference, payer, provider, method, amount_minor, currency, description,
                             back_to, cancel_to, language, created_at, pay_until, due_at)
                        select * from unnest(
                            ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[],
                            ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                            ?::timestamptz[])""", attempts)
                .uuid(attempt -> attempt.id().value())
                .text(attempt -> attempt.state().name())
                .text(attempt -> attempt.asked().purpose())
                .uuid(attempt -> attempt.asked().reference())
                .uuid(attempt -> attempt.asked().payer())
                .text(attempt -> attempt.asked().provider())
                .text(attempt -> attempt.asked().method())
                .number(attempt -> attempt.asked().amount().amountMinor())
                .text(attempt -> attempt.asked().amount().currency())
                .text(attempt -> attempt.asked().description())
                .text(attempt -> attempt.asked().backTo().toString())
                .text(attempt -> attempt.asked().cancelTo().toString())
                .text(attempt -> attempt.asked().language())
                .time(attempt -> attempt.asked().createdAt())
                .time(attempt -> attempt.asked().payUntil())
                .time(attempt -> attempt.dueAt().orElse(null))
                .update();
    }

    /** Writes an attempt without money down, if it is still as it was claimed; false if somebody else has claimed it. */
    boolean record(Attempt from, Attempt to) {
        return database.client()
                        .sql("""
                                update checkout_attempt set state = :state, tries = :tries, due_at = :due,
                                    handle = :handle, page = :page, decline = :decline,
                                    decline_retry = :decline_retry, reason = :reason, ended_at = :ended
                                where id = :id and state = :from_state and due_at is not distinct from :from_due""")
                        .param("state", to.state().name())
                        .param("tries", to.tries())
                        .param("due", time(to.dueAt()))
                        .param("handle", to.handle().orElse(null))
                        .param("page", to.page().map(URI::toString).orElse(null))
                        .param("decline", to.decline().map(Decline::code).orElse(null))
                        .param(
                                "decline_retry",
                                to.decline()
                                        .map(refused -> refused.retry().name())
                                        .orElse(null))
                        .param("reason", to.reason().orElse(null))
                        .param("ended", time(to.endedAt()))
                        .param("id", from.id().value())
                        .param("from_state", from.state().name())
                        .param("from_due", time(from.dueAt()))
                        .update()
                == 1;
    }

    /** Attempts whose money has not been written down yet, locked in the order of their ids until the transaction ends. */
    List<Attempt> lockUnpaid(Collection<AttemptId> ids) {
        return database.client()
                .sql("select * from checkout_attempt where id = any (?) and " + UNPAID + " order by id for update")
                .param(ids.stream().map(AttemptId::value).toArray(UUID[]::new))
                .query(AttemptStore::read)
                .list();
    }

    /** Writes the money of attempts down that are locked. */
    void recordPaid(List<Attempt> paid) {
        int written = database.set("""
                        update checkout_attempt a set state = s.state, tries = 0, due_at = null, handle = s.handle,
                            payment = s.payment, taken_minor = s.taken_minor, taken_currency = s.taken_currency,
                            means = s.means, taken_at = s.taken_at, reason = s.reason, ended_at = s.taken_at
                        from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                            ?::timestamptz[], ?::text[])
                            as s (id, state, handle, payment, taken_minor, taken_currency, means, taken_at, reason)
                        where a.id = s.id""", paid)
                .uuid(attempt -> attempt.id().value())
                .text(attempt -> attempt.state().name())
                .text(attempt -> attempt.handle().orElse(null))
                .text(attempt -> money(attempt).payment())
                .number(attempt -> money(attempt).amount().amountMinor())
                .text(attempt -> money(attempt).amount().currency())
                .text(attempt -> money(attempt).means())
                .time(attempt -> money(attempt).at())
                .text(attempt -> attempt.reason().orElse(null))
                .update();
        if (written != paid.size()) {
            throw new IllegalStateException(written + " of " + paid.size() + " attempts were there to be paid");
        }
    }

    private static Attempt.Taken money(Attempt attempt) {
        return attempt.taken().orElseThrow();
    }

    /** Takes due attempts for this caller until {@code now + lease}: those that are still open first. */
    List<Attempt> claimDue(Instant now, Duration lease, int limit) {
        return database.client()
                .sql("""
                        update checkout_attempt set due_at = :until where id in (
                            select id from checkout_attempt where due_at <= :now
                            order by ended_at is not null, due_at limit :limit for update skip locked)
                        returning *""")
                .param("until", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(AttemptStore::read)
                .list();
    }

    /** Takes these for this caller, those whose money has not been written down, whoever else has them. */
    List<Attempt> claim(Collection<AttemptId> ids, Instant now, Duration lease) {
        return database.client()
                .sql("update checkout_attempt set due_at = ? where id in (select id from checkout_attempt"
                        + " where id = any (?) and " + UNPAID + " order by id for update) returning *")
                .params(
                        Timestamp.from(now.plus(lease)),
                        ids.stream().map(AttemptId::value).toArray(UUID[]::new))
                .query(AttemptStore::read)
                .list();
    }

    /** Nobody wants these references paid any more: their open attempts are due at once. */
    void closeOf(Collection<UUID> references, Instant now) {
        close("reference", references, now);
    }

    /** Nobody wants these paid any more: those that are open are due at once. */
    void close(Collection<AttemptId> ids, Instant now) {
        close("id", ids.stream().map(AttemptId::value).toList(), now);
    }

    private void close(String by, Collection<UUID> values, Instant now) {
        database.client()
                .sql(
                        "update checkout_attempt set closing = true, due_at = ? where id in (select id from checkout_attempt"
                                + " where " + by + " = any (?) and state in ('WRITTEN', 'OPEN') and not closing"
                                + " order by id for update)")
                .params(Timestamp.from(now), values.toArray(UUID[]::new))
                .update();
    }

    Optional<Attempt> find(AttemptId id) {
        return database.client()
                .sql("select * from checkout_attempt where id = ?")
                .param(id.value())
                .query(AttemptStore::read)
                .optional();
    }

    List<Attempt> find(Collection<AttemptId> ids) {
        return database.client()
                .sql("select * from checkout_attempt where id = any (?)")
                .param(ids.stream().map(AttemptId::value).toArray(UUID[]::new))
                .query(AttemptStore::read)
                .list();
    }

    List<Attempt> findByPayment(String provider, Collection<String> payments) {
        return database.client()
                .sql("select * from checkout_attempt where provider = ? and payment = any (?)")
                .params(provider, payments.toArray(String[]::new))
                .query(AttemptStore::read)
                .list();
    }

    /** All attempts of these references, oldest first. */
    List<Attempt> ofAll(Collection<UUID> references) {
        return database.client()
                .sql("select * from checkout_attempt where reference = any (?) order by id")
                .param(references.toArray(UUID[]::new))
                .query(AttemptStore::read)
                .list();
    }

    /** The kept attempts of these references, locked in the order of their ids until the transaction ends. */
    List<Attempt> lockKept(Collection<UUID> references) {
        return database.client()
                .sql(
                        "select * from checkout_attempt where reference = any (?) and state = 'KEPT' order by id for update")
                .param(references.toArray(UUID[]::new))
                .query(AttemptStore::read)
                .list();
    }

    /** Attempts whose money came in that time, for reconciliation. */
    List<Attempt> takenBetween(String provider, Instant from, Instant to) {
        return database.client()
                .sql("""
                        select * from checkout_attempt
                        where provider = ? and taken_at >= ? and taken_at < ? order by id""")
                .params(provider, Timestamp.from(from), Timestamp.from(to))
                .query(AttemptStore::read)
                .list();
    }

    static Attempt read(ResultSet row, int number) throws SQLException {
        return new Attempt(
                new AttemptId(row.getObject("id", UUID.class)),
                AttemptState.valueOf(row.getString("state")),
                asked(row),
                row.getBoolean("closing"),
                row.getInt("tries"),
                time(row.getTimestamp("due_at")),
                Optional.ofNullable(row.getString("handle")),
                Optional.ofNullable(row.getString("page")).map(URI::create),
                decline(row),
                taken(row),
                Optional.ofNullable(row.getString("reason")),
                time(row.getTimestamp("ended_at")));
    }

    private static Attempt.Asked asked(ResultSet row) throws SQLException {
        return new Attempt.Asked(
                row.getString("purpose"),
                row.getObject("reference", UUID.class),
                row.getObject("payer", UUID.class),
                row.getString("provider"),
                row.getString("method"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("description"),
                URI.create(row.getString("back_to")),
                URI.create(row.getString("cancel_to")),
                row.getString("language"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("pay_until").toInstant());
    }

    private static Optional<Decline> decline(ResultSet row) throws SQLException {
        @Nullable String code = row.getString("decline");
        return code == null
                ? Optional.empty()
                : Optional.of(new Decline(Retry.valueOf(row.getString("decline_retry")), code));
    }

    private static Optional<Attempt.Taken> taken(ResultSet row) throws SQLException {
        @Nullable String payment = row.getString("payment");
        return payment == null
                ? Optional.empty()
                : Optional.of(new Attempt.Taken(
                        payment,
                        Money.of(row.getLong("taken_minor"), row.getString("taken_currency")),
                        row.getString("means"),
                        row.getTimestamp("taken_at").toInstant()));
    }

    private static Optional<Instant> time(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }

    private static @Nullable Timestamp time(Optional<Instant> time) {
        return time.map(Timestamp::from).orElse(null);
    }
}
