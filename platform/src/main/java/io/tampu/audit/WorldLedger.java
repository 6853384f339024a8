package io.tampu.audit;

import java.time.Instant;
import java.util.List;

/** What the outside world says it took and gave, in the order in which that happened. */
public interface WorldLedger {

    /**
     * At most {@code limit} lines after number {@code since}, both kinds within the same numbers. Throws
     * {@link AuditImpossible} when the world cannot be read.
     */
    Page after(long since, int limit);

    /** Both empty at the end of the ledger. */
    record Page(List<Given> data, List<Taken> money) {}

    /**
     * Data given.
     *
     * @param order the supplier's id of the order
     * @param description the mark that came with the order, empty text for none
     * @param costMinor what the supplier charged, in minor units of {@code currency}
     */
    record Given(
            long seq,
            String supplier,
            String iccid,
            String order,
            String packageName,
            String description,
            long costMinor,
            String currency) {}

    /**
     * Money that a payment provider took from a buyer, or returned.
     *
     * @param reference the provider's id of the payment
     * @param kind {@code taken} or {@code returned}
     * @param mark our id that came with the payment, empty text for none
     * @param why {@code payment}, {@code refund}, {@code refund-failed}, {@code dispute} or {@code dispute-won}
     */
    record Taken(
            long seq,
            String provider,
            String reference,
            String kind,
            long amountMinor,
            String currency,
            String mark,
            String why,
            Instant at) {

        boolean isOfDispute() {
            return why.equals("dispute") || why.equals("dispute-won");
        }

        /** What it adds to what the provider holds for the seller. */
        long signed() {
            return kind.equals("taken") ? amountMinor : -amountMinor;
        }
    }
}
