package io.tampu.renewals;

import io.tampu.catalog.Plan;
import io.tampu.catalog.PlanId;
import io.tampu.checkout.Refund;
import io.tampu.esims.EsimId;
import io.tampu.ledger.Hold;
import io.tampu.money.Money;
import io.tampu.suppliers.TopUpOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was agreed at the moment of acceptance. None of it ever changes.
 *
 * @param buyer who pays: a partner, by the id of its balance
 * @param total what is paid, tax included
 * @param tax the part of the total that is tax
 * @param taxRule the rule by which it was reckoned: {@code PE-IGV-18} or {@code NONE}
 * @param payUntil paid from outside: until when that is possible; empty: paid from the balance at once
 * @param refundTo where money that was paid from outside goes if nothing is delivered
 */
public record Terms(
        UUID buyer,
        EsimId esim,
        String iccid,
        String supplier,
        String supplierPackage,
        PlanId plan,
        Money total,
        Money tax,
        String taxRule,
        Promise promise,
        Optional<RequestKey> key,
        Optional<String> reference,
        Optional<Instant> payUntil,
        Refund.To refundTo) {

    /** What a wish and the offer that it takes agree on. */
    static Terms of(RenewRequest request, Offer offer, Plan plan, Optional<Instant> payUntil, Refund.To refundTo) {
        return new Terms(
                request.buyer(),
                offer.esim(),
                offer.iccid(),
                plan.supplier(),
                plan.supplierPackage(),
                plan.id(),
                offer.total(),
                offer.tax(),
                offer.taxRule().code(),
                Preview.of(plan, offer.before(), offer.madeAt(), offer.refundDays()),
                request.key(),
                request.reference(),
                payUntil,
                refundTo);
    }

    boolean isPaidFromOutside() {
        return payUntil.isPresent();
    }

    Hold hold(RenewalId renewal) {
        return new Hold(renewal.value(), buyer, total);
    }

    TopUpOrder order(RenewalId renewal) {
        return new TopUpOrder(renewal.toString(), iccid, supplierPackage);
    }
}
