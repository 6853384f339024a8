package io.tampu.audit;

import io.tampu.audit.Life.Accepted;
import io.tampu.audit.Life.Posting;
import io.tampu.audit.Life.Receipt;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads renewals, their postings, receipts and money from outside side by side in the order of their ids, so that millions need no memory. */
final class Lives implements AutoCloseable {

    private final Cursor<Accepted> renewals;
    private final Cursor<Posting> postings;
    private final Cursor<Receipt> receipts;
    private final Cursor<MoneyRow.Attempt> attempts;
    private final Cursor<MoneyRow.Refund> refunds;

    Lives(Connection snapshot) throws SQLException {
        renewals = new Cursor<>(snapshot, """
                select id, state, buyer, total_minor, tax_minor, currency, sending, deadline_at, due_at, cost_minor,
                    cost_currency, secured, pay_until
                from renewals_renewal order by id""", Lives::renewal, Accepted::id);
        postings = new Cursor<>(
                snapshot, """
                select reference, line, phase, debit, credit, amount_minor, currency
                from ledger_posting where line <> 'credit' and not line = any (""" + MoneyRow.LINES + ") order by reference, line", Lives::posting, Posting::reference);
        receipts = new Cursor<>(
                snapshot,
                "select renewal, buyer, total_minor, tax_minor, currency from invoices_receipt order by renewal",
                Lives::receipt,
                Receipt::renewal);
        attempts = new Cursor<>(
                snapshot,
                MoneyRow.ATTEMPTS + " where a.purpose <> 'top-up' order by a.reference, a.id",
                MoneyRow::attempt,
                MoneyRow.Attempt::reference);
        refunds = new Cursor<>(
                snapshot,
                MoneyRow.REFUNDS + " where r.purpose <> 'top-up' order by r.reference, r.id",
                MoneyRow::refund,
                MoneyRow.Refund::reference);
    }

    /** The next, in the order of the ids; empty after the last. */
    Optional<Life> next() throws SQLException {
        UUID id = Stream.of(renewals, postings, receipts, attempts, refunds)
                .flatMap(cursor -> cursor.key().stream())
                .min(Marks::compare)
                .orElse(null);
        return id == null
                ? Optional.empty()
                : Optional.of(new Life(
                        id,
                        renewals.takeAll(id),
                        postings.takeAll(id),
                        receipts.takeAll(id),
                        attempts.takeAll(id),
                        refunds.takeAll(id)));
    }

    private static Accepted renewal(ResultSet row) throws SQLException {
        @Nullable Long cost = row.getObject("cost_minor", Long.class);
        @Nullable String costCurrency = row.getString("cost_currency");
        @Nullable String secured = row.getString("secured");
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
                costCurrency == null ? "" : costCurrency,
                secured == null ? "" : secured,
                Optional.ofNullable(row.getTimestamp("pay_until")).map(java.sql.Timestamp::toInstant));
    }

    static Posting posting(ResultSet row) throws SQLException {
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
        attempts.close();
        refunds.close();
    }
}
