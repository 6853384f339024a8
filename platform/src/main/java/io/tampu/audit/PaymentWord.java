package io.tampu.audit;

import java.util.List;
import java.util.UUID;

/**
 * What our tables say of one payment that came, in minor units.
 *
 * @param key of the provider and its id of the payment
 * @param payment the provider's id of it
 * @param paid what was booked when it came
 * @param returned what was booked as returned by the provider, less what came back
 * @param disputed what is booked as taken back by the payer's bank, less what was won
 * @param lost what is booked as lost in disputes
 * @param owed what open refunds still have to return
 * @param isOpen whether a refund or a dispute of it is open, or a break that somebody looks at
 * @param mayDiffer by how much clearing may be more (or less) than what the world holds, each for a row that somebody looks at
 * @param hasBreak whether reconciliation knows that we and the provider disagree on it
 */
record PaymentWord(
        UUID key,
        String payment,
        long paid,
        long returned,
        long disputed,
        long lost,
        long owed,
        boolean isOpen,
        List<Long> mayDiffer,
        boolean hasBreak) {

    /** What provider clearing has of it. */
    long clearing() {
        return paid - returned - disputed;
    }

    /** What of it is the seller's to keep. */
    long kept() {
        return Math.max(0, clearing() - owed);
    }

    boolean explains(long difference, List<Long> more) {
        return hasBreak
                || isSum(
                        difference,
                        0,
                        java.util.stream.Stream.concat(mayDiffer.stream(), more.stream())
                                .limit(MOST_OPEN)
                                .toList());
    }

    /** More open rows of one payment than this are not weighed one by one. */
    private static final int MOST_OPEN = 12;

    private static boolean isSum(long wanted, int from, List<Long> parts) {
        if (wanted == 0) {
            return true;
        }
        return from < parts.size()
                && (isSum(wanted - parts.get(from), from + 1, parts) || isSum(wanted, from + 1, parts));
    }
}
