package io.tampu.renewals;

import java.time.Duration;
import java.util.Map;

/**
 * The seller's rules for offers.
 *
 * @param taxRule how the tax in a price is reckoned, pinned in each offer
 * @param validity how long an offer holds
 * @param grace for each supplier, how long after its end an eSIM can still be topped up
 * @param refundDays a plan that is unused and has not started is given back whole for so many days; 0 for never
 */
public record OfferRules(TaxRule taxRule, Duration validity, Map<String, Duration> grace, int refundDays) {

    /** What a supplier said longer ago is asked again in the background. */
    static final Duration FRESH = Duration.ofMinutes(15);

    /** How long a page waits for a supplier who has never spoken of this eSIM. */
    static final Duration WAIT_FOR_FIRST_WORD = Duration.ofSeconds(2);

    public OfferRules {
        grace = Map.copyOf(grace);
    }
}
