package io.tampu.invoices;

import io.tampu.engine.Database;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The front door of invoices: issues receipts and credit notes, in the caller's transaction, and finds them. One statement each
 * time, however many are meant.
 */
public final class Receipts {

    private final ReceiptStore store;

    /**
     * Writes the seller down, unless that was done before.
     *
     * @param seller who sells from now on; what was issued before keeps its own
     */
    public Receipts(Database database, Seller seller) {
        this.store = new ReceiptStore(database, seller);
    }

    /** Issues receipts. A second one for the same renewal is refused by the database, and with it the transaction. */
    public void issue(List<Receipt.Draft> receipts) {
        store.insert(receipts);
    }

    /** Issues credit notes. A second one for the same refund is refused by the database, and with it the transaction. */
    public void credit(List<CreditNote.Draft> notes) {
        store.insertNotes(notes);
    }

    /** Empty while nothing is delivered, and for ever if the money went back before. */
    public Optional<Receipt> find(UUID renewal) {
        return Optional.ofNullable(findAll(List.of(renewal)).get(renewal));
    }

    /** By renewal. Those that have none are not in it. */
    public Map<UUID, Receipt> findAll(Collection<UUID> renewals) {
        return store.receipts(renewals);
    }

    /** Those of a renewal, oldest first. */
    public List<CreditNote> creditNotes(UUID renewal) {
        return creditNotes(List.of(renewal)).getOrDefault(renewal, List.of());
    }

    /** By renewal, oldest first. Those that have none are not in it. */
    public Map<UUID, List<CreditNote>> creditNotes(Collection<UUID> renewals) {
        return store.notes(renewals);
    }
}
