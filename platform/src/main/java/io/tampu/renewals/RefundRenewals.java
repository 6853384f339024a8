package io.tampu.renewals;

import io.tampu.checkout.Checkout;
import io.tampu.checkout.GiveBack;
import io.tampu.checkout.Refund;
import io.tampu.checkout.RefundState;
import io.tampu.engine.Database;
import io.tampu.invoices.CreditNote;
import io.tampu.invoices.Receipts;
import io.tampu.money.Money;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.Supplier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives money back for what was delivered: whole, to the buyer who asks while it is unused, by the rule that was in the preview;
 * whole or in part by the seller's staff. The sale is taken back by as much, in the books and by a credit note. The wholesaler's credit is claimed
 * apart and may not come: a case stays open for it.
 */
final class RefundRenewals {

    private static final String UNUSED = "unused";
    private static final String STAFF = "staff";

    /** Renewals of the eSIM that long before count as well. */
    private static final Duration SAME_TIME = Duration.ofDays(60);

    private final Database database;
    private final RenewalStore store;
    private final EventFeed events;
    private final Checkout checkout;
    private final Receipts receipts;
    private final Map<String, Supplier> suppliers;
    private final Clock clock;

    RefundRenewals(
            Database database,
            RenewalStore store,
            EventFeed events,
            Checkout checkout,
            Receipts receipts,
            Map<String, Supplier> suppliers,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.events = events;
        this.checkout = checkout;
        this.receipts = receipts;
        this.suppliers = Map.copyOf(suppliers);
        this.clock = clock;
    }

    /** The buyer wants all of it back. Can be repeated: what was given back once is not given again. */
    RefundAnswer unused(Renewal renewal, Refund.To to) {
        if (isGivenBack(renewal)) {
            return new RefundAnswer.Begun(renewal.id());
        }
        if (renewal.state() != RenewalState.RENEWED) {
            return new RefundAnswer.NotDelivered(renewal.state());
        }
        int days = renewal.terms().promise().refundDays();
        if (clock.instant().isAfter(renewal.endedAt().orElseThrow().plus(Duration.ofDays(days)))) {
            return new RefundAnswer.TooLate(days);
        }
        Optional<Supplier> supplier =
                Optional.ofNullable(suppliers.get(renewal.terms().supplier()));
        EsimWord word = supplier.map(one -> one.lookAtPackages(renewal.terms().iccid()))
                .orElse(new EsimWord.Silent("the wholesaler is not set up"));
        return switch (word) {
            case EsimWord.Known known
            when Delivery.isUntouched(renewal, known) && isTheOnlyOneLike(renewal) ->
                giveBack(renewal, left(renewal), to, UNUSED);
            case EsimWord.Known known -> new RefundAnswer.Used();
            case EsimWord.Recycled recycled -> new RefundAnswer.Used();
            case EsimWord.Unknown unknown -> new RefundAnswer.NotKnownNow();
            case EsimWord.Silent silent -> new RefundAnswer.NotKnownNow();
        };
    }

    /** Staff has decided: as much as is left of it, whatever was used. */
    RefundAnswer byStaff(Renewal renewal, Money amount, Refund.To to) {
        return renewal.state() == RenewalState.RENEWED
                ? giveBack(renewal, amount, to, STAFF)
                : new RefundAnswer.NotDelivered(renewal.state());
    }

    private RefundAnswer giveBack(Renewal renewal, Money amount, Refund.To to, String reason) {
        return database.inTransaction(() -> {
            Renewal locked = store.lock(List.of(renewal.id().value())).getFirst();
            if (reason.equals(UNUSED) && isGivenBack(locked)) {
                return new RefundAnswer.Begun(renewal.id());
            }
            Money left = left(locked);
            if (!amount.currency().equals(left.currency()) || amount.amountMinor() > left.amountMinor()) {
                return new RefundAnswer.TooMuch(left + " are left of it");
            }
            Terms terms = locked.terms();
            Money tax = taxIn(amount, left, terms);
            Instant now = clock.instant();
            List<Refund> owed = checkout.giveBack(
                    List.of(new GiveBack(
                            MoneyForRenewals.NAME,
                            renewal.id().value(),
                            terms.buyer(),
                            amount,
                            terms.total(),
                            reason,
                            to,
                            Optional.of(tax))),
                    now);
            // With the sale, not with the money: the sale is undone now, and a refund that fails is followed by
            // another.
            receipts.credit(owed.stream()
                    .map(refund -> new CreditNote.Draft(
                            refund.id().value(), renewal.id().value(), amount, tax, reason, now))
                    .toList());
            events.givenBack(locked);
            store.openCase(
                    renewal.id(), amount + " given back (" + reason + "): claim its cost from the wholesaler", now);
            return new RefundAnswer.Begun(renewal.id());
        });
    }

    /** The part of the tax in a part of the total: counted from what is left, so that all parts have all of the tax. */
    private static Money taxIn(Money amount, Money left, Terms terms) {
        long before = taxOf(left.amountMinor(), terms);
        long after = taxOf(left.minus(amount).amountMinor(), terms);
        return Money.of(before - after, amount.currency());
    }

    /** Rounded half up to the cent. */
    private static long taxOf(long partMinor, Terms terms) {
        return BigDecimal.valueOf(terms.tax().amountMinor())
                .multiply(BigDecimal.valueOf(partMinor))
                .divide(BigDecimal.valueOf(terms.total().amountMinor()), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /**
     * Packages of one kind cannot be told apart: with two of them on the eSIM, the one that waits may be the other's. And what the
     * wholesaler cannot take back stays on the eSIM: once was goodwill.
     */
    private boolean isTheOnlyOneLike(Renewal renewal) {
        List<Renewal> others = store.renewedLike(renewal, SAME_TIME).stream()
                .filter(other -> !other.id().equals(renewal.id()))
                .toList();
        boolean isNewest = others.stream()
                .filter(other ->
                        other.terms().supplierPackage().equals(renewal.terms().supplierPackage()))
                .noneMatch(other ->
                        other.endedAt().orElseThrow().isAfter(renewal.endedAt().orElseThrow()));
        return isNewest && others.stream().noneMatch(this::isGivenBack);
    }

    private boolean isGivenBack(Renewal renewal) {
        return refunds(renewal).stream().anyMatch(refund -> refund.reason().equals(UNUSED));
    }

    private Money left(Renewal renewal) {
        Money left = renewal.terms().total();
        for (Refund refund : refunds(renewal)) {
            left = left.minus(refund.amount());
        }
        return left;
    }

    /** Of what was kept: surplus is another matter, and what failed is stood for by another. */
    private List<Refund> refunds(Renewal renewal) {
        return checkout.story(renewal.id().value()).refunds().stream()
                .filter(refund -> refund.state() != RefundState.FAILED)
                .filter(refund -> !refund.reason().equals("surplus"))
                .toList();
    }
}
