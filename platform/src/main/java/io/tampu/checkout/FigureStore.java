package io.tampu.checkout;

import io.tampu.engine.Backlog;
import io.tampu.engine.Database;

/** SQL of the figures that the seller watches: what is open is in an index of its own. */
final class FigureStore {

    private static final String REFUNDS =
            "select created_at from checkout_refund where due_at is not null and state in ('WRITTEN', 'ACCEPTED')";

    private final Database database;

    FigureStore(Database database) {
        this.database = database;
    }

    CheckoutFigures read() {
        return new CheckoutFigures(
                Backlog.of(database, REFUNDS),
                Backlog.of(database, REFUNDS + " and instead_of is not null"),
                Backlog.of(
                        database,
                        "select heard_at from checkout_dispute where due_at is not null"
                                + " and state in ('HEARD', 'WARNING', 'OPEN')"),
                Backlog.of(database, "select opened_at from checkout_break where closed_at is null"));
    }
}
