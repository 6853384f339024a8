package io.tampu.audit;

import io.tampu.audit.Life.Accepted;
import io.tampu.audit.Life.Posting;
import io.tampu.audit.Life.Receipt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads renewals, postings and receipts side by side in the order of their ids, so that millions need no memory. */
final class Lives implements AutoCloseable {

    /** Rows held at a time of each table. */
    private static final int AT_A_TIME = 2000;

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Cursor<Accepted> renewals;
    private final Cursor<Posting> postings;
    private final Cursor<Receipt> receipts;

    Lives(Connection snapshot) throws SQLException {
        renewals = new Cursor<>(snapshot, """
                select id, state, buyer, total_minor, tax_minor, currency, sending, deadline_at, due_at, cost_minor,
                    cost_currency
                from renewals_renewal order by id""", Lives::renewal, Accepted::id);
        postings = new Cursor<>(snapshot, """
                select reference, line, phase, debit, credit, amount_minor, currency
                from ledger_posting where line <> 'credit' order by reference, line""", Lives::posting, Posting::reference);
        receipts = new Cursor<>(
                snapshot,
                "select renewal, buyer, total_minor, tax_minor, currency from invoices_receipt order by renewal",
                Lives::receipt,
                Receipt::renewal);
    }

    /** The next, in the order of the ids; empty after the last. */
    Optional<Life> next() throws SQLException {
        UUID id = earliest(earliest(renewals.key(), postings.key()), receipts.key());
        return id == null
                ? Optional.empty()
                : Optional.of(new Life(id, renewals.takeAll(id), postings.takeAll(id), receipts.takeAll(id)));
    }

    private static @Nullable UUID earliest(@Nullable UUID one, @Nullable UUID other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Marks.compare(one, other) <= 0 ? one : other;
    }

    private static Accepted renewal(ResultSet row) throws SQLException {
        @Nullable Long cost = row.getObject("cost_minor", Long.class);
        @Nullable String costCurrency = row.getString("cost_currency");
        return new Accepted(
                row.getObject("id", UUID.class),
                row.getString("state"),
                row.getObject("buyer", UUID.class),
                row.getLong("total_minor"),
                row.getLong("tax_minor"),
                row.getString("currency"),
                row.getString("sending"),
                row.getTimestamp("deadline_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("due_at")).map(java.sql.Timestamp::toInstant),
                Optional.ofNullable(cost),
                costCurrency == null ? "" : costCurrency);
    }

    private static Posting posting(ResultSet row) throws SQLException {
        return new Posting(
                row.getObject("reference", UUID.class),
                row.getString("line"),
                row.getString("phase"),
                row.getObject("debit", UUID.class),
                row.getObject("credit", UUID.class),
                row.getLong("amount_minor"),
                row.getString("currency"));
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getObject("renewal", UUID.class),
                row.getObject("buyer", UUID.class),
                row.getLong("total_minor"),
                row.getLong("tax_minor"),
                row.getString("currency"));
    }

    @Override
    public void close() throws SQLException {
        renewals.close();
        postings.close();
        receipts.close();
    }

    /** A table read forwards, one row looked at ahead. */
    private static final class Cursor<T> implements AutoCloseable {
        private final PreparedStatement statement;
        private final ResultSet rows;
        private final Reading<T> reading;
        private final Function<T, UUID> keyOf;
        private @Nullable T ahead;

        Cursor(Connection snapshot, String sql, Reading<T> reading, Function<T, UUID> keyOf) throws SQLException {
            this.statement = snapshot.prepareStatement(sql);
            this.reading = reading;
            this.keyOf = keyOf;
            statement.setFetchSize(AT_A_TIME);
            rows = statement.executeQuery();
            step();
        }

        @Nullable
        UUID key() {
            return ahead == null ? null : keyOf.apply(ahead);
        }

        List<T> takeAll(UUID id) throws SQLException {
            var taken = new ArrayList<T>();
            while (ahead != null && keyOf.apply(ahead).equals(id)) {
                taken.add(ahead);
                step();
            }
            return taken;
        }

        private void step() throws SQLException {
            ahead = rows.next() ? reading.read(rows) : null;
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
