package io.tampu.ledger;

import static io.tampu.ledger.SellerAccount.CUSTOMER_PREPAID;
import static io.tampu.ledger.SellerAccount.DISPUTE_LOSS;
import static io.tampu.ledger.SellerAccount.DISPUTE_RECEIVABLE;
import static io.tampu.ledger.SellerAccount.PROVIDER_CLEARING;
import static io.tampu.ledger.SellerAccount.REFUND_CLEARING;
import static io.tampu.ledger.SellerAccount.REVENUE;
import static io.tampu.ledger.SellerAccount.TAX_PAYABLE;

import io.tampu.engine.Database;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The second door of the books: money that comes from outside and goes back there. Each method takes a set, joins the caller's
 * transaction, and writes each line of a business event once.
 */
public final class OutsideMoney {

    private final LedgerStore store;

    public OutsideMoney(Database database) {
        this.store = new LedgerStore(database);
    }

    /**
     * Money that a provider took.
     *
     * @param reference the attempt
     * @param toBalance the balance that it tops up; empty: it secures a renewal, or is owed back
     */
    public record Received(UUID reference, Optional<UUID> toBalance, Money amount) {}

    /** Money that must go back: one line each, by the reference of its refund. */
    public record Owed(UUID refund, Money amount) {}

    /**
     * A sale, or a part of one, that is taken back before its money is owed to the payer.
     *
     * @param refund the refund's reference
     * @param net the part of revenue
     * @param tax the part of tax
     */
    public record TakenBack(UUID refund, Money net, Money tax) {}

    public void receive(List<Received> received, Instant at) {
        post(
                received.stream()
                        .map(one -> new Line(
                                one.reference(),
                                "paid",
                                PROVIDER_CLEARING.id(),
                                one.toBalance().orElse(CUSTOMER_PREPAID.id()),
                                one.amount()))
                        .toList(),
                at);
    }

    public void takeBackSales(List<TakenBack> sales, Instant at) {
        var lines = new ArrayList<Line>();
        for (TakenBack sale : sales) {
            lines.add(Line.of(sale.refund(), "revenue-back", REVENUE, CUSTOMER_PREPAID, sale.net()));
            lines.add(Line.of(sale.refund(), "tax-back", TAX_PAYABLE, CUSTOMER_PREPAID, sale.tax()));
        }
        post(lines.stream().filter(line -> line.amount().isPositive()).toList(), at);
    }

    public void owe(List<Owed> owed, Instant at) {
        post(lines(owed, "refund", CUSTOMER_PREPAID, REFUND_CLEARING), at);
    }

    /** The provider returned it. */
    public void returnByProvider(List<Owed> returned, Instant at) {
        post(lines(returned, "returned", REFUND_CLEARING, PROVIDER_CLEARING), at);
    }

    /** It went to the payer's balance. */
    public void returnToBalance(UUID refund, UUID balance, Money amount, Instant at) {
        post(List.of(new Line(refund, "returned", REFUND_CLEARING.id(), balance, amount)), at);
    }

    /** The payer's bank has taken it back for good already: no loss, since it was owed. */
    public void returnByDispute(UUID refund, Money amount, Instant at) {
        post(List.of(Line.of(refund, "returned", REFUND_CLEARING, DISPUTE_LOSS, amount)), at);
    }

    /** A refund that the provider had reported as done has failed: its money is in our account again. */
    public void comeBack(List<Owed> failed, Instant at) {
        post(lines(failed, "came-back", PROVIDER_CLEARING, REFUND_CLEARING), at);
    }

    /** A refund that failed is owed no longer by this reference: another stands for it. */
    public void noLongerOwe(List<Owed> failed, Instant at) {
        post(lines(failed, "refund-failed", REFUND_CLEARING, CUSTOMER_PREPAID), at);
    }

    /** The payer's bank took money back. */
    public void dispute(UUID dispute, Money amount, Instant at) {
        post(List.of(Line.of(dispute, "disputed", DISPUTE_RECEIVABLE, PROVIDER_CLEARING, amount)), at);
    }

    public void winDispute(UUID dispute, Money amount, Instant at) {
        post(List.of(Line.of(dispute, "dispute-won", PROVIDER_CLEARING, DISPUTE_RECEIVABLE, amount)), at);
    }

    public void loseDispute(UUID dispute, Money amount, Instant at) {
        post(List.of(Line.of(dispute, "dispute-lost", DISPUTE_LOSS, DISPUTE_RECEIVABLE, amount)), at);
    }

    private static List<Line> lines(List<Owed> owed, String line, SellerAccount debit, SellerAccount credit) {
        return owed.stream()
                .map(one -> Line.of(one.refund(), line, debit, credit, one.amount()))
                .toList();
    }

    /** Balances are touched in the order of their accounts, so that two platforms cannot wait for each other. */
    private void post(List<Line> lines, Instant at) {
        if (lines.isEmpty()) {
            return;
        }
        store.insert(lines, at).stream()
                .filter(line -> !SellerAccount.isSellers(line.credit()))
                .sorted(Comparator.comparing(Line::credit))
                .forEach(line -> store.addToBalance(line.credit(), line.amount()));
    }
}
