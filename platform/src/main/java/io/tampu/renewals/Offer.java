package io.tampu.renewals;

import io.tampu.catalog.PlanId;
import io.tampu.esims.EsimId;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A signed statement to one buyer: this eSIM, this plan version, this price, valid until. Nothing is stored; what comes back
 * is believed because of the seal.
 *
 * @param before what the eSIM had when the offer was made: the preview is reckoned from it, then and when it is accepted
 * @param madeAt when; the preview counts from it
 * @param refundDays the rule for giving an unused plan back
 */
public record Offer(
        UUID buyer,
        EsimId esim,
        String iccid,
        PlanId plan,
        Money total,
        Money tax,
        TaxRule taxRule,
        Remaining before,
        Instant madeAt,
        Instant validUntil,
        int refundDays) {}
