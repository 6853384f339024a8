package io.tampu.invoices;

import io.tampu.engine.Database;
import java.util.List;

/** The front door of invoices: issues receipts, in the caller's transaction. */
public final class Receipts {

    private final ReceiptStore store;

    public Receipts(Database database) {
        this.store = new ReceiptStore(database);
    }

    /** Issues receipts. A second one for the same renewal is refused by the database, and with it the transaction. */
    public void issue(List<Receipt> receipts) {
        store.insert(receipts);
    }
}
