package io.tampu.ledger;

import io.tampu.engine.Database;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The front door of the books. Each method takes a set, joins the caller's transaction, and writes each line of a business
 * event once: writing it again is refused by the line's key.
 */
public final class Ledger {

    private final Database database;
    private final LedgerStore store;

    public Ledger(Database database) {
        this.database = database;
        this.store = new LedgerStore(database);
    }

    /** Opens a balance at zero. Safe to repeat. */
    public void openBalance(UUID account, String currency) {
        store.insertBalance(account, currency);
    }

    /** Adds money that arrived at the seller's bank to a balance. Safe to repeat with the same reference: it counts once. */
    public void credit(UUID reference, UUID account, Money amount, Instant at) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amountMinor is not positive: " + amount.amountMinor());
        }
        database.inTransaction(() -> {
            if (store.insertCredit(reference, account, amount, at)) {
                store.addToBalance(account, amount);
            }
            return true;
        });
    }

    /**
     * Sets money aside: pending postings, and less available. Balances that cannot cover all that is asked of them in this
     * set are left as they are, and named in the answer.
     */
    public Set<UUID> hold(List<Hold> holds, Instant at) {
        return store.hold(holds, at);
    }

    /** Posts holds together with their sales: revenue, tax and cost. */
    public void postSales(List<Sale> sales, Instant at) {
        store.insertSales(sales, at);
    }

    /** Voids holds: the money is available again. */
    public void voidHolds(List<Hold> holds, Instant at) {
        store.voidHolds(holds, at);
    }

    /** Books the cost of data that arrived after its money had gone back. */
    public void bookLateDelivery(UUID reference, Money cost, Instant at) {
        store.insertLateDelivery(reference, cost, at);
    }

    /** What may be spent; empty when the account has no balance. */
    public Optional<Money> available(UUID account) {
        return store.available(account);
    }

    /** Entries of a balance, oldest first, {@code limit} at most, those after {@code after}. */
    public List<BalanceEntry> entries(UUID account, Optional<UUID> after, int limit) {
        return store.entries(account, after, limit);
    }

    /** Entries of a balance, newest first, {@code limit} at most, those before {@code before}. */
    public List<BalanceEntry> newestEntries(UUID account, Optional<UUID> before, int limit) {
        return store.newestEntries(account, before, limit);
    }
}
