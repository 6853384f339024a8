package io.tampu.checkout;

import io.tampu.engine.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** SQL of reconciliation: breaks, and the days that were read. */
final class BreakStore {

    private final Database database;

    BreakStore(Database database) {
        this.database = database;
    }

    /** Opens a break, or says that it was seen again. */
    void see(UUID id, String provider, LocalDate day, ReconcileDay.Difference difference, Instant now) {
        database.client()
                .sql("""
                        insert into checkout_break
                            (id, provider, day, kind, money, attempt, ours, theirs, opened_at, seen_at, owner)
                        values (:id, :provider, :day, :kind, :money, :attempt, :ours, :theirs, :now, :now, 'reconciliation')
                        on conflict (provider, kind, money) where closed_at is null
                        do update set seen_at = excluded.seen_at, ours = excluded.ours, theirs = excluded.theirs""")
                .param("id", id)
                .param("provider", provider)
                .param("day", day)
                .param("kind", difference.kind().name())
                .param("money", difference.money())
                .param(
                        "attempt",
                        difference
                                .attempt()
                                .map(attempt -> attempt.id().value())
                                .orElse(null))
                .param("ours", difference.ours())
                .param("theirs", difference.theirs())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Closes what this reading of a day no longer saw. */
    int closeUnseen(String provider, LocalDate day, Instant now) {
        return database.client()
                .sql("""
                        update checkout_break set closed_at = :now, closed_because = 'agreed at the next reading'
                        where provider = :provider and day = :day and closed_at is null and seen_at < :now""")
                .param("provider", provider)
                .param("day", day)
                .param("now", Timestamp.from(now))
                .update();
    }

    void read(String provider, LocalDate day, int lines, int matched, Instant now) {
        database.client()
                .sql("""
                        insert into checkout_reconciled (provider, day, at, lines, matched) values (?, ?, ?, ?, ?)
                        on conflict (provider, day) do update
                            set at = excluded.at, lines = excluded.lines, matched = excluded.matched""")
                .params(provider, day, Timestamp.from(now), lines, matched)
                .update();
    }

    /** Refunds to the means they came from that were returned by the provider in that time. */
    List<Refund> returnedBetween(String provider, Instant from, Instant to) {
        return database.client()
                .sql("""
                        select r.* from checkout_refund r join checkout_attempt a on a.id = r.attempt
                        where a.provider = ? and r.goes_to = 'ORIGINAL' and r.state = 'RETURNED' and r.handle is not null
                            and r.ended_at >= ? and r.ended_at < ? order by r.id""")
                .params(provider, Timestamp.from(from), Timestamp.from(to))
                .query(RefundStore::read)
                .list();
    }

    /** Refunds that were found to have been returned by hand at the provider. */
    boolean isReturnedByHand(AttemptId attempt, long amountMinor) {
        return database.client()
                        .sql("""
                        select count(*) from checkout_refund
                        where attempt = ? and amount_minor = ? and said = 'returned-by-hand'""")
                        .params(attempt.value(), amountMinor)
                        .query(Long.class)
                        .single()
                > 0;
    }

    Optional<Dispute> dispute(String provider, String payment) {
        return database.client()
                .sql("select * from checkout_dispute where provider = ? and payment = ? order by id desc limit 1")
                .params(provider, payment)
                .query(DisputeStore::read)
                .optional();
    }

    List<Dispute> disputedBetween(String provider, Instant from, Instant to) {
        return database.client()
                .sql("""
                        select * from checkout_dispute where provider = ? and state in ('OPEN', 'LOST')
                            and attempt is not null and opened_at >= ? and opened_at < ? order by id""")
                .params(provider, Timestamp.from(from), Timestamp.from(to))
                .query(DisputeStore::read)
                .list();
    }

    /** Makes these due, so that their provider is asked: in the order in which notifications make them due. */
    void askAgain(Set<UUID> attempts, Set<UUID> refunds, Set<UUID> disputes, Instant now) {
        dueNow("checkout_dispute", "true", disputes, now);
        dueNow("checkout_attempt", "payment is null", attempts, now);
        dueNow("checkout_refund", "state <> 'FAILED'", refunds, now);
    }

    private void dueNow(String table, String only, Set<UUID> ids, Instant now) {
        if (!ids.isEmpty()) {
            database.client()
                    .sql("update " + table + " set due_at = ? where id in (select id from " + table
                            + " where id = any (?) and " + only + " order by id for update)")
                    .params(Timestamp.from(now), ids.toArray(UUID[]::new))
                    .update();
        }
    }
}
