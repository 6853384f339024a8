package io.tampu.renewals;

import io.tampu.catalog.Catalog;
import io.tampu.catalog.Plan;
import io.tampu.esims.Esim;
import io.tampu.esims.Esims;
import io.tampu.esims.Snapshot;
import io.tampu.money.Money;
import io.tampu.renewals.Offered.Reason;
import io.tampu.suppliers.EsimWord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes offers from what the supplier last said of an eSIM. Writes no row. */
final class OfferPlans {

    private static final Remaining NOTHING_KNOWN = new Remaining(null, false, null, null, null, null);

    private final Catalog catalog;
    private final Esims esims;
    private final OfferSeal seal;
    private final OfferRules rules;
    private final Clock clock;

    OfferPlans(Catalog catalog, Esims esims, OfferSeal seal, OfferRules rules, Clock clock) {
        this.catalog = catalog;
        this.esims = esims;
        this.seal = seal;
        this.rules = rules;
        this.clock = clock;
    }

    Offered offer(UUID buyer, Esim esim) {
        Snapshot snapshot = esims.freshEnough(esim, OfferRules.FRESH, OfferRules.WAIT_FOR_FIRST_WORD);
        Instant now = clock.instant();
        Remaining before = remaining(snapshot);
        List<Offered.Line> lines = catalog.current().stream()
                .filter(plan -> plan.supplier().equals(esim.supplier()))
                .map(plan -> line(buyer, esim, plan, snapshot, before, now))
                .toList();
        return new Offered(checkedAt(snapshot), lines);
    }

    private Offered.Line line(UUID buyer, Esim esim, Plan plan, Snapshot snapshot, Remaining before, Instant now) {
        Optional<Reason> reason = whyNot(plan, snapshot, now);
        Money tax = rules.taxRule().taxIn(plan.price());
        Instant validUntil = now.plus(rules.validity());
        Optional<String> id = reason.isPresent()
                ? Optional.empty()
                : Optional.of(seal.seal(new Offer(
                        buyer,
                        esim.id(),
                        esim.iccid(),
                        plan.id(),
                        plan.price(),
                        tax,
                        rules.taxRule(),
                        before,
                        now,
                        validUntil,
                        rules.refundDays())));
        return new Offered.Line(
                plan,
                reason,
                id,
                plan.price(),
                tax,
                Preview.of(plan, before, now, rules.refundDays()),
                renewableUntil(esim, before),
                validUntil);
    }

    private static Optional<Reason> whyNot(Plan plan, Snapshot snapshot, Instant now) {
        return switch (snapshot) {
            case Snapshot.NotCheckedYet(Optional<Instant> silentSince) ->
                Optional.of(silentSince.isPresent() ? Reason.SUPPLIER_DOWN : Reason.NOT_CHECKED_YET);
            case Snapshot.Checked checked -> whyNot(plan, checked, now);
        };
    }

    private static Optional<Reason> whyNot(Plan plan, Snapshot.Checked checked, Instant now) {
        boolean isDown = checked.silentSince().isPresent() && !checked.isFresh(now, OfferRules.FRESH);
        return switch (checked.word()) {
            case EsimWord.Recycled() -> Optional.of(Reason.RECYCLED);
            case EsimWord.Unknown() -> Optional.of(Reason.UNKNOWN_TO_SUPPLIER);
            case EsimWord.Silent(String what) -> Optional.of(Reason.SUPPLIER_DOWN);
            case EsimWord.Known known when isDown -> Optional.of(Reason.SUPPLIER_DOWN);
            case EsimWord.Known known when checked.topUpsCheckedAt().isEmpty() -> Optional.of(Reason.NOT_CHECKED_YET);
            case EsimWord.Known known
            when known.topUps().isEmpty() ->
                Optional.of(hasExpired(known, now) ? Reason.EXPIRED : Reason.NOT_RECHARGEABLE);
            case EsimWord.Known known ->
                known.topUps().stream()
                                .anyMatch(option -> option.supplierPackage().equals(plan.supplierPackage()))
                        ? Optional.empty()
                        : Optional.of(Reason.NOT_FOR_THIS_ESIM);
        };
    }

    private static boolean hasExpired(EsimWord.Known known, Instant now) {
        return !known.packages().isEmpty()
                && known.packages().stream()
                        .allMatch(one -> one.status() == EsimWord.Status.EXPIRED
                                || one.expiresAt()
                                        .filter(end -> !end.isAfter(now))
                                        .isPresent());
    }

    private static Remaining remaining(Snapshot snapshot) {
        return snapshot instanceof Snapshot.Checked checked && checked.word() instanceof EsimWord.Known known
                ? Delivery.remaining(known)
                : NOTHING_KNOWN;
    }

    private static Optional<Instant> checkedAt(Snapshot snapshot) {
        return snapshot instanceof Snapshot.Checked checked ? Optional.of(checked.checkedAt()) : Optional.empty();
    }

    /** By the supplier's rule, counted from the end of what is there; unknown where nothing runs. */
    private Optional<Instant> renewableUntil(Esim esim, Remaining before) {
        return Optional.ofNullable(before.expiresAt()).map(end -> renewableUntil(esim, end));
    }

    Instant renewableUntil(Esim esim, Instant end) {
        return end.plus(rules.grace().getOrDefault(esim.supplier(), Duration.ZERO));
    }
}
