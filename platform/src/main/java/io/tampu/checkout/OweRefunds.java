package io.tampu.checkout;

import io.tampu.engine.Ids;
import io.tampu.ledger.OutsideMoney;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes down that money must go back: the refund's row and its line in the books, inside the caller's transaction. What was held
 * on a balance is there at once; what came from outside is due at once.
 */
final class OweRefunds {

    private final AttemptStore attempts;
    private final RefundStore refunds;
    private final OutsideMoney books;
    private final Ids ids;

    OweRefunds(AttemptStore attempts, RefundStore refunds, OutsideMoney books, Ids ids) {
        this.attempts = attempts;
        this.refunds = refunds;
        this.books = books;
        this.ids = ids;
    }

    /** Money that came and that nobody needs. */
    void surplus(List<Attempt> paid, Instant now) {
        write(
                paid.stream()
                        .map(attempt -> refund(
                                Optional.of(attempt.id()),
                                new GiveBack(
                                        attempt.asked().purpose(),
                                        attempt.asked().reference(),
                                        attempt.asked().payer(),
                                        attempt.taken().orElseThrow().amount(),
                                        attempt.taken().orElseThrow().amount(),
                                        "surplus",
                                        Refund.To.ORIGINAL,
                                        Optional.empty()),
                                Optional.empty(),
                                1,
                                now,
                                now))
                        .toList(),
                now);
    }

    /**
     * Money that was kept, or held on a balance. Throws {@link IllegalStateException} if more would go back than came. The caller
     * has locked what it was paid for, so that two that ask at once cannot both be right.
     */
    List<Refund> giveBack(List<GiveBack> wishes, Instant now) {
        Map<UUID, Attempt> kept = attempts
                .lockKept(wishes.stream().map(GiveBack::reference).toList())
                .stream()
                .collect(Collectors.toMap(attempt -> attempt.asked().reference(), Function.identity()));
        var written = new ArrayList<Refund>();
        for (GiveBack wish : wishes) {
            Optional<Attempt> from = Optional.ofNullable(kept.get(wish.reference()));
            refuseTooMuch(wish);
            written.add(refund(from.map(Attempt::id), wish, Optional.empty(), 1, now, now));
        }
        books.takeBackSales(
                java.util.stream.IntStream.range(0, wishes.size())
                        .boxed()
                        .flatMap(i -> wishes
                                .get(i)
                                .saleTax()
                                .map(tax -> new OutsideMoney.TakenBack(
                                        written.get(i).id().value(),
                                        wishes.get(i).amount().minus(tax),
                                        tax))
                                .stream())
                        .toList(),
                now);
        write(written, now);
        return List.copyOf(written);
    }

    private void refuseTooMuch(GiveBack wish) {
        Money taken = wish.paid();
        long gone = refunds.owedOrReturned(wish.reference());
        if (gone + wish.amount().amountMinor() > taken.amountMinor()) {
            throw new IllegalStateException("of " + taken + " for " + Ids.text(wish.reference()) + ", "
                    + Money.of(gone, taken.currency()) + " went back already: " + wish.amount() + " is too much");
        }
    }

    /** A refund that failed is tried again, or goes to the payer's balance. */
    Refund insteadOf(Refund failed, Refund.To to, Instant due, Instant now) {
        Refund next = refund(
                failed.from(),
                new GiveBack(
                        failed.purpose(),
                        failed.reference(),
                        failed.payer(),
                        failed.amount(),
                        failed.amount(),
                        failed.reason(),
                        to,
                        Optional.empty()),
                Optional.of(failed.id()),
                failed.nth() + 1,
                due,
                now);
        write(List.of(next), now);
        return next;
    }

    private Refund refund(
            Optional<AttemptId> from, GiveBack wish, Optional<RefundId> insteadOf, int nth, Instant due, Instant now) {
        // Money that was held on a balance has no other way back, and nobody disputes it: it is there at once.
        boolean wasHeld = from.isEmpty();
        return new Refund(
                new RefundId(ids.newBeside(wish.reference())),
                wasHeld ? RefundState.RETURNED : RefundState.WRITTEN,
                from,
                wish.purpose(),
                wish.reference(),
                wish.payer(),
                wish.amount(),
                wish.reason(),
                wasHeld ? Refund.To.BALANCE : wish.to(),
                insteadOf,
                nth,
                now,
                0,
                wasHeld ? Optional.empty() : Optional.of(due),
                Optional.empty(),
                Optional.empty(),
                wasHeld ? Optional.of(now) : Optional.empty());
    }

    private void write(List<Refund> owed, Instant now) {
        if (owed.isEmpty()) {
            return;
        }
        refunds.insert(owed);
        books.owe(
                owed.stream()
                        .map(refund -> new OutsideMoney.Owed(refund.id().value(), refund.amount()))
                        .toList(),
                now);
        for (Refund refund : owed) {
            if (refund.state() == RefundState.RETURNED) {
                books.returnToBalance(refund.id().value(), refund.payer(), refund.amount(), now);
            }
        }
    }
}
