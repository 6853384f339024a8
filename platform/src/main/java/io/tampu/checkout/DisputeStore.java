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

/** SQL of disputes. */
final class DisputeStore {

    private final Database database;

    DisputeStore(Database database) {
        this.database = database;
    }

    /** A dispute was heard of: it is due at once, whether it is new or not. */
    void hear(UUID id, String provider, String dispute, String payment, Instant now) {
        database.client()
                .sql("""
                        insert into checkout_dispute (id, provider, dispute, payment, state, heard_at, due_at)
                        values (:id, :provider, :dispute, :payment, 'HEARD', :now, :now)
                        on conflict (provider, dispute) do update set due_at = excluded.due_at, tries = 0""")
                .param("id", id)
                .param("provider", provider)
                .param("dispute", dispute)
                .param("payment", payment)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Writes what the provider said; false if somebody else has claimed it. */
    boolean record(Dispute from, Dispute to, Instant openedAt, Optional<Instant> endedAt) {
        return database.client()
                        .sql("""
                                update checkout_dispute set state = :state, attempt = :attempt, amount_minor = :amount,
                                    currency = :currency, reason = :reason, tries = :tries, due_at = :due,
                                    opened_at = coalesce(opened_at, :opened), ended_at = :ended
                                where id = :id and state = :from_state and due_at is not distinct from :from_due""")
                        .param("state", to.state().name())
                        .param("attempt", to.attempt().map(AttemptId::value).orElse(null))
                        .param("amount", to.amount().map(Money::amountMinor).orElse(null))
                        .param("currency", to.amount().map(Money::currency).orElse(null))
                        .param("reason", to.reason().orElse(null))
                        .param("tries", to.tries())
                        .param("due", time(to.dueAt()))
                        .param("opened", Timestamp.from(openedAt))
                        .param("ended", time(endedAt))
                        .param("id", from.id())
                        .param("from_state", from.state().name())
                        .param("from_due", time(from.dueAt()))
                        .update()
                == 1;
    }

    List<Dispute> claimDue(Instant now, Duration lease, int limit) {
        return database.client()
                .sql("""
                        update checkout_dispute set due_at = :until where id in (
                            select id from checkout_dispute where due_at <= :now
                            order by due_at limit :limit for update skip locked)
                        returning *""")
                .param("until", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(DisputeStore::read)
                .list();
    }

    /** Disputes about the money of these attempts, also those that were only heard of. */
    List<Dispute> ofAll(Collection<AttemptId> attempts) {
        return attempts.isEmpty()
                ? List.of()
                : database.client()
                        .sql("""
                                select d.* from checkout_attempt a
                                join checkout_dispute d on d.provider = a.provider and d.payment = a.payment
                                where a.id = any (?) order by d.id""")
                        .param(attempts.stream().map(AttemptId::value).toArray(UUID[]::new))
                        .query(DisputeStore::read)
                        .list();
    }

    static Dispute read(ResultSet row, int number) throws SQLException {
        @Nullable String currency = row.getString("currency");
        return new Dispute(
                row.getObject("id", UUID.class),
                row.getString("provider"),
                row.getString("dispute"),
                row.getString("payment"),
                Dispute.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("attempt", UUID.class)).map(AttemptId::new),
                currency == null ? Optional.empty() : Optional.of(Money.of(row.getLong("amount_minor"), currency)),
                Optional.ofNullable(row.getString("reason")),
                row.getInt("tries"),
                Optional.ofNullable(row.getTimestamp("due_at")).map(Timestamp::toInstant));
    }

    private static @Nullable Timestamp time(Optional<Instant> time) {
        return time.map(Timestamp::from).orElse(null);
    }
}
