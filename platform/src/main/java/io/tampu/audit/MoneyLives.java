package io.tampu.audit;

import io.tampu.audit.Life.Posting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads attempts, refunds, disputes, credit notes and their postings side by side in the order of their ids. */
final class MoneyLives implements AutoCloseable {

    private final List<Cursor<? extends MoneyRow>> rows;
    private final Cursor<Posting> postings;

    MoneyLives(Connection snapshot) throws SQLException {
        rows = List.of(
                new Cursor<>(snapshot, MoneyRow.ATTEMPTS + "order by a.id", MoneyRow::attempt, MoneyRow::id),
                new Cursor<>(snapshot, MoneyRow.REFUNDS + "order by r.id", MoneyRow::refund, MoneyRow::id),
                new Cursor<>(snapshot, MoneyRow.DISPUTES + "order by d.id", MoneyRow::dispute, MoneyRow::id),
                new Cursor<>(snapshot, MoneyRow.NOTES + "order by n.refund", MoneyRow::note, MoneyRow::id));
        postings = new Cursor<>(
                snapshot,
                "select reference, line, phase, debit, credit, amount_minor, currency from ledger_posting"
                        + " where line = any (" + MoneyRow.LINES + ") order by reference, line",
                Lives::posting,
                Posting::reference);
    }

    /** The next, in the order of the ids; empty after the last. */
    Optional<MoneyLife> next() throws SQLException {
        Optional<UUID> id = Stream.concat(rows.stream(), Stream.of(postings))
                .flatMap(cursor -> cursor.key().stream())
                .min(Marks::compare);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var found = new ArrayList<MoneyRow>();
        for (Cursor<? extends MoneyRow> cursor : rows) {
            found.addAll(cursor.takeAll(id.get()));
        }
        return Optional.of(new MoneyLife(id.get(), found, postings.takeAll(id.get())));
    }

    @Override
    public void close() throws SQLException {
        for (Cursor<? extends MoneyRow> cursor : rows) {
            cursor.close();
        }
        postings.close();
    }
}
