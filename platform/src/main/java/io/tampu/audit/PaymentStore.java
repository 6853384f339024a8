package io.tampu.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** SQL of the auditor about payments that came from outside. */
final class PaymentStore {

    private static final int AT_A_TIME = 2000;
    /** A break that is older has been overlooked. */
    private static final Duration OVERLOOKED = Duration.ofHours(24);

    private static final String BILLS = "provider-bills";

    /** A dispute belongs to its payment by the provider's word; a refund to its attempt. */
    private static final String WORDS = """
            select md5(a.provider || ':' || a.payment)::uuid as key, a.payment, p.amount_minor as paid,
                coalesce(r.returned, 0) as returned, coalesce(d.disputed, 0) as disputed, coalesce(d.lost, 0) as lost,
                coalesce(r.owed, 0) as owed,
                coalesce(r.open, false) or coalesce(d.open, false) or b.money is not null as open,
                b.money is not null as has_break,
                array_remove(coalesce(r.may_differ, '{}') || coalesce(d.may_differ, '{}'), null) as may_differ
            from checkout_attempt a
            left join ledger_posting p on p.reference = a.id and p.line = 'paid'
            left join (
                select f.attempt, bool_or(f.state in ('WRITTEN', 'ACCEPTED')) as open,
                    sum(l.amount_minor) filter (where f.state in ('WRITTEN', 'ACCEPTED')) as owed,
                    sum(l.returned) as returned,
                    array_agg(case when f.state in ('WRITTEN', 'ACCEPTED') then f.amount_minor
                        when f.state = 'RETURNED' and f.due_at is not null then -f.amount_minor end) as may_differ
                from checkout_refund f cross join lateral (
                    select f.amount_minor, coalesce(sum(case when line = 'returned' then amount_minor
                        else -amount_minor end), 0) as returned
                    from ledger_posting where reference = f.id
                        and (line = 'returned' and credit = ? or line = 'came-back' and debit = ?)) l
                where f.goes_to = 'ORIGINAL' group by f.attempt) r on r.attempt = a.id
            left join (
                select s.provider, s.payment, bool_or(s.state in ('HEARD', 'WARNING', 'OPEN')) as open,
                    sum(l.disputed) as disputed, sum(l.lost) as lost,
                    array_agg(case when s.state in ('HEARD', 'WARNING') then coalesce(s.amount_minor, t.taken_minor)
                        when s.state = 'OPEN' then -s.amount_minor end) as may_differ
                from checkout_dispute s
                join checkout_attempt t on t.provider = s.provider and t.payment = s.payment
                cross join lateral (
                    select coalesce(sum(case line when 'disputed' then amount_minor
                            when 'dispute-won' then -amount_minor else 0 end), 0) as disputed,
                        coalesce(sum(amount_minor) filter (where line = 'dispute-lost'), 0) as lost
                    from ledger_posting where reference = s.id) l
                group by s.provider, s.payment) d on d.provider = a.provider and d.payment = a.payment
            left join (select distinct provider, money from checkout_break where closed_at is null) b
                on b.provider = a.provider and b.money = a.payment
            where a.payment is not null""";

    private final Connection connection;

    PaymentStore(Connection connection) {
        this.connection = connection;
    }

    static UUID key(String provider, String payment) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("MD5")
                    .digest((provider + ":" + payment).getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** All payments that came, in the order of their keys. */
    void forEach(Consumer<PaymentWord> consumer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WORDS + " order by key")) {
            statement.setObject(1, Accounts.PROVIDER_CLEARING);
            statement.setObject(2, Accounts.PROVIDER_CLEARING);
            statement.setFetchSize(AT_A_TIME);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    consumer.accept(word(row));
                }
            }
        }
    }

    /** What we say now of these, by key. */
    Map<UUID, PaymentWord> words(Collection<UUID> keys) throws SQLException {
        var words = new HashMap<UUID, PaymentWord>();
        try (PreparedStatement statement =
                connection.prepareStatement(WORDS + " and md5(a.provider || ':' || a.payment)::uuid = any (?)")) {
            statement.setObject(1, Accounts.PROVIDER_CLEARING);
            statement.setObject(2, Accounts.PROVIDER_CLEARING);
            statement.setArray(3, connection.createArrayOf("uuid", keys.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    PaymentWord word = word(row);
                    words.put(word.key(), word);
                }
            }
        }
        return words;
    }

    private static PaymentWord word(ResultSet row) throws SQLException {
        Long[] mayDiffer = (Long[]) row.getArray("may_differ").getArray();
        return new PaymentWord(
                row.getObject("key", UUID.class),
                row.getString("payment"),
                row.getLong("paid"),
                row.getLong("returned"),
                row.getLong("disputed"),
                row.getLong("lost"),
                row.getLong("owed"),
                row.getBoolean("open"),
                Stream.of(mayDiffer).toList(),
                row.getBoolean("has_break"));
    }

    /** Attempts of ours among these ids: whether somebody still asks the provider about them. */
    Map<UUID, Boolean> attempts(Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return Collections.emptyMap();
        }
        var found = new HashMap<UUID, Boolean>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select id, payment is null and due_at is not null as asked from checkout_attempt where id = any (?)""")) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(row.getObject("id", UUID.class), row.getBoolean("asked"));
                }
            }
        }
        return found;
    }

    /** Payments on which reconciliation knows that we and their provider disagree. */
    Set<UUID> withBreaks() throws SQLException {
        var keys = new HashSet<UUID>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "select provider, money from checkout_break where closed_at is null");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                keys.add(key(row.getString("provider"), row.getString("money")));
            }
        }
        return keys;
    }

    /** Where a provider's bill and our rows disagree: shown while somebody is at it, and a violation when nobody was. */
    void checkBills(Heartbeats heartbeats, Report report) throws SQLException {
        report.check(BILLS, "no disagreement with a provider's bill is older than " + OVERLOOKED.toHours() + " hours");
        for (Break one : breaks()) {
            report.looked(BILLS);
            if (heartbeats.isPast(one.openedAt().plus(OVERLOOKED))) {
                report.broken(BILLS, one.words());
            } else {
                report.shown(BILLS, one.words());
            }
        }
    }

    private record Break(Instant openedAt, String words) {}

    private List<Break> breaks() throws SQLException {
        var breaks = new ArrayList<Break>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select provider, day, kind, money, ours, theirs, opened_at, owner, extract(epoch from greatest(
                        coalesce((select max(at) from renewals_heartbeat), now()) - opened_at, interval '0'))::bigint as age
                from checkout_break where closed_at is null order by opened_at""");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Timestamp opened = row.getTimestamp("opened_at");
                breaks.add(new Break(
                        opened.toInstant(),
                        "%s of %s at %s: %s, ours '%s', theirs '%s', open for %s, owner %s"
                                .formatted(
                                        row.getString("kind"),
                                        row.getString("day"),
                                        row.getString("provider"),
                                        row.getString("money"),
                                        row.getString("ours"),
                                        row.getString("theirs"),
                                        age(row.getLong("age")),
                                        row.getString("owner"))));
            }
        }
        return breaks;
    }

    private static String age(long seconds) {
        Duration age = Duration.ofSeconds(seconds);
        return age.toHours() + " h " + age.toMinutesPart() + " min";
    }
}
