package io.tampu.sandbox.stripe;

import io.tampu.sandbox.ledger.Ledger;
import io.tampu.sandbox.stripe.Thing.BalanceLine;
import io.tampu.sandbox.stripe.Thing.Moment;
import java.util.Locale;

/**
 * Money as it moves: a line in the world's ledger for what the seller's account holds of a payment, and a balance transaction
 * as Stripe bills it. Only for the readers of the journal.
 */
final class Till {

    /** The mark by which whoever asked for the payment knows it again. */
    static final String MARK = "attempt";

    private static final long FEE_THOUSANDTHS = 29;
    private static final long FEE_FIXED_MINOR = 30;
    private static final long DISPUTE_FEE_MINOR = 1500;

    private final Vault vault;
    private final Ledger ledger;

    Till(Vault vault, Ledger ledger) {
        this.vault = vault;
        this.ledger = ledger;
    }

    /** Takes a payment; answers the balance transaction's id. */
    String take(Intent intent, String charge, long amount, Moment moment) {
        move(intent, true, amount, "payment", moment);
        // Half up, as a bill is rounded.
        long fee = (amount * FEE_THOUSANDTHS + 500) / 1000 + FEE_FIXED_MINOR;
        return bill(
                moment,
                amount,
                Math.min(fee, amount),
                intent,
                "charge",
                "charge",
                charge,
                intent.terms().description());
    }

    String refund(Intent intent, String refund, long amount, Moment moment) {
        move(intent, false, amount, "refund", moment);
        return bill(moment, -amount, 0, intent, "refund", "refund", refund, "REFUND FOR CHARGE");
    }

    String refundFailed(Intent intent, String refund, long amount, Moment moment) {
        move(intent, true, amount, "refund-failed", moment);
        return bill(moment, amount, 0, intent, "refund_failure", "refund_failure", refund, "REFUND FAILURE");
    }

    String withdraw(Intent intent, String dispute, String charge, long amount, Moment moment) {
        move(intent, false, amount, "dispute", moment);
        return bill(
                moment,
                -amount,
                DISPUTE_FEE_MINOR,
                intent,
                "adjustment",
                "dispute",
                dispute,
                "Chargeback withdrawal for " + charge);
    }

    String reinstate(Intent intent, String dispute, String charge, long amount, Moment moment) {
        move(intent, true, amount, "dispute-won", moment);
        return bill(
                moment,
                amount,
                -DISPUTE_FEE_MINOR,
                intent,
                "adjustment",
                "dispute_reversal",
                dispute,
                "Chargeback reversal for " + charge);
    }

    private void move(Intent intent, boolean taken, long amount, String why, Moment moment) {
        ledger.moved(new Ledger.Money(
                ledger.next(),
                "stripe",
                intent.id(),
                taken,
                amount,
                intent.currency().toUpperCase(Locale.ROOT),
                moment.at() * 1000,
                intent.metadata().get(MARK),
                why));
    }

    private String bill(
            Moment moment,
            long amount,
            long fee,
            Intent intent,
            String type,
            String category,
            String source,
            String description) {
        return vault.add(
                        vault.balance,
                        n -> new BalanceLine(
                                n,
                                Ids.of("txn_3", vault.balance.next()),
                                moment.at(),
                                amount,
                                fee,
                                intent.currency(),
                                type,
                                category,
                                source,
                                description))
                .id();
    }
}
