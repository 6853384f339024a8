package io.tampu.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQL of the auditor, over the tables of all rooms. */
final class AuditStore {

    private static final int AT_A_TIME = 2000;

    private static final String OUR_WORD = """
            select id, state, sending, due_at is not null as looked_at_again, supplier, iccid, supplier_package,
                supplier_order, cost_minor, cost_currency
            from renewals_renewal""";

    private final Connection connection;

    AuditStore(Connection connection) {
        this.connection = connection;
    }

    /** Available = credits - holds + holds that were voided or expired; and no posting touches a balance that is not there. */
    void checkBalances(Report report) throws SQLException {
        report.check("balances", "every balance row equals the sum of its postings");
        try (PreparedStatement statement = connection.prepareStatement("""
                with moved as (
                    select debit as account, currency,
                        case when line = 'hold' then -amount_minor
                            when line = 'hold-end' and phase in ('voided', 'expired') then amount_minor
                            when line = 'hold-end' then 0 else -amount_minor end as amount
                    from ledger_posting where debit > ?
                    union all
                    select credit, currency, amount_minor from ledger_posting where credit > ?),
                sums as (select account, currency, sum(amount)::bigint as amount from moved group by account, currency)
                select coalesce(b.account, s.account) as account, coalesce(b.currency, s.currency) as currency,
                    b.available_minor, coalesce(s.amount, 0) as amount
                from ledger_balance b full join sums s on s.account = b.account and s.currency = b.currency""")) {
            statement.setObject(1, Accounts.LAST_OF_SELLER);
            statement.setObject(2, Accounts.LAST_OF_SELLER);
            statement.setFetchSize(AT_A_TIME);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    checkBalance(row, report);
                }
            }
        }
    }

    private static void checkBalance(ResultSet row, Report report) throws SQLException {
        @Nullable Long available = row.getObject("available_minor", Long.class);
        long sum = row.getLong("amount");
        String account = row.getString("account") + " in " + row.getString("currency");
        report.looked("balances");
        if (available == null) {
            report.broken("balances", "postings of " + sum + " but no balance row: account " + account);
            report.differs(sum);
        } else if (available != sum) {
            report.broken("balances", "account " + account + " shows " + available + ", its postings say " + sum);
            report.differs(available - sum);
        }
    }

    /** The database itself must refuse to change a posting: UPDATE, DELETE and TRUNCATE, whoever asks. */
    void checkAppendOnly(Report report) throws SQLException {
        report.check("append-only", "the database refuses to change a posting");
        report.looked("append-only");
        var guarded = new java.util.HashSet<String>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select t.tgtype from pg_trigger t join pg_proc f on f.oid = t.tgfoid
                where t.tgrelid = to_regclass('ledger_posting') and not t.tgisinternal and t.tgenabled in ('O', 'A')
                    and t.tgqual is null and coalesce(array_length(t.tgattr::int[], 1), 0) = 0
                    and f.prosrc ilike '%raise exception%'""")) {
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    guarded.addAll(guards(row.getInt(1)));
                }
            }
        }
        for (String change : List.of("UPDATE", "DELETE", "TRUNCATE")) {
            if (!guarded.contains(change)) {
                report.broken("append-only", "no enabled trigger refuses " + change + " of ledger_posting");
            }
        }
    }

    /** What a trigger of this type (pg_trigger.tgtype, a set of bits) stands before. */
    private static Set<String> guards(int type) {
        var guarded = new java.util.HashSet<String>();
        boolean isBefore = (type & 2) != 0;
        if (isBefore && (type & 8) != 0) {
            guarded.add("DELETE");
        }
        if (isBefore && (type & 16) != 0) {
            guarded.add("UPDATE");
        }
        if (isBefore && (type & 32) != 0) {
            guarded.add("TRUNCATE");
        }
        return guarded;
    }

    Heartbeats heartbeats() throws SQLException {
        var beats = new ArrayList<Heartbeats.Beat>();
        try (PreparedStatement statement = connection.prepareStatement("select since, at from renewals_heartbeat");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                beats.add(new Heartbeats.Beat(
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("at").toInstant()));
            }
        }
        return new Heartbeats(beats);
    }

    /** All that we say was sold, in the order of the ids. */
    SoldIds sold() throws SQLException {
        var sold = new SoldIds();
        try (PreparedStatement statement =
                connection.prepareStatement(OUR_WORD + " where sending = 'SOLD' order by id")) {
            statement.setFetchSize(AT_A_TIME);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    OurWord word = word(row);
                    sold.add(word.id(), word.cost().orElse(-1L), word.fingerprint());
                }
            }
        }
        return sold;
    }

    List<OurWord> words(List<UUID> ids) throws SQLException {
        var words = new ArrayList<OurWord>();
        try (PreparedStatement statement = connection.prepareStatement(OUR_WORD + " where id = any (?)")) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    words.add(word(row));
                }
            }
        }
        return words;
    }

    private static OurWord word(ResultSet row) throws SQLException {
        @Nullable String order = row.getString("supplier_order");
        @Nullable String currency = row.getString("cost_currency");
        return new OurWord(
                row.getObject("id", UUID.class),
                row.getString("state"),
                row.getString("sending"),
                row.getBoolean("looked_at_again"),
                row.getString("supplier"),
                row.getString("iccid"),
                row.getString("supplier_package"),
                order == null ? "" : order,
                Optional.ofNullable(row.getObject("cost_minor", Long.class)),
                currency == null ? "" : currency);
    }
}
