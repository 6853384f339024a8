package io.tampu.audit;

import static io.tampu.audit.Accounts.COST_OF_SALES;
import static io.tampu.audit.Accounts.CUSTOMER_PREPAID;
import static io.tampu.audit.Accounts.LATE_DELIVERY_LOSS;
import static io.tampu.audit.Accounts.REVENUE;
import static io.tampu.audit.Accounts.SUPPLIER_CREDIT;
import static io.tampu.audit.Accounts.TAX_PAYABLE;

import io.tampu.audit.Life.Accepted;
import io.tampu.audit.Life.Posting;
import io.tampu.audit.Life.Receipt;
import io.tampu.audit.MoneyRow.Attempt;
import io.tampu.audit.MoneyRow.Refund;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/** The rules: each a name, a sentence, and how it is seen to be broken. A new rule is a new line in {@link #all}. */
final class LifeRules {

    private static final Set<String> KNOWN_LINES =
            Set.of("hold", "hold-end", "revenue", "tax", "cost", "late-delivery");

    /** To ask a provider, be answered, and end what nobody paid: the longest of its waits, some times. */
    private static final Duration TO_END_UNPAID = Duration.ofMinutes(15);
    /** A provider that is silent for so long is an outage that somebody should know of. */
    private static final Duration TO_CLOSE_A_PAGE = Duration.ofHours(24);

    private LifeRules() {}

    /** @param heartbeats at which deadlines are judged */
    static List<Rule<Life>> all(Heartbeats heartbeats) {
        return List.of(
                new Rule<>(
                        "belongs",
                        "nothing booked, receipted or paid without a renewal, and no line that the books do not have",
                        LifeRules::stray),
                rule("one-hold", "each renewal that is paid by a hold has one, of its total", LifeRules::holdWrong),
                rule(
                        "one-payment",
                        "each renewal that is paid from outside has one payment kept for it, of its total; no other has any",
                        LifeRules::paymentWrong),
                rule("unpaid-is-closed", "UNPAID only when nobody can pay it any more", LifeRules::unpaidWrong),
                rule("no-end-held", "no end state has a pending hold, no open one an ended hold", LifeRules::heldWrong),
                rule(
                        "renewed-is-kept",
                        "the money is kept, as revenue, tax and cost, with one receipt, if and only if RENEWED",
                        LifeRules::keptWrong),
                rule(
                        "refunded-is-returned",
                        "the hold is voided, or the payment goes back whole, if and only if undelivered",
                        LifeRules::returnedWrong),
                rule(
                        "late-is-booked",
                        "data given after a refund has its cost booked as a loss, and nothing else has",
                        LifeRules::lateWrong),
                rule(
                        "open-is-owned",
                        "each open renewal has a time at which somebody looks at it",
                        LifeRules::notOwned),
                rule(
                        "deadline",
                        "no open renewal is past its deadline, judged at the last heartbeat",
                        (life, renewal) -> deadlineBroken(life, renewal, heartbeats)));
    }

    private static Rule<Life> rule(String name, String sentence, BiFunction<Life, Accepted, Optional<String>> broken) {
        return new Rule<>(
                name,
                sentence,
                life -> life.renewals().isEmpty()
                        ? yes()
                        : broken.apply(life, life.renewals().getFirst()));
    }

    private static Optional<String> stray(Life life) {
        if (life.renewals().isEmpty()) {
            return no("no renewal, but " + life.postings().size() + " postings, "
                    + life.receipts().size() + " receipts, " + life.attempts().size() + " attempts and "
                    + life.refunds().size() + " refunds");
        }
        return life.postings().stream()
                .map(Posting::line)
                .filter(line -> !KNOWN_LINES.contains(line))
                .findFirst()
                .map(line -> "a posting of an unknown line: " + line);
    }

    private static Optional<String> holdWrong(Life life, Accepted renewal) {
        if (!renewal.isHeld()) {
            return life.lines("hold").isEmpty() ? yes() : no("it has a hold, but is paid " + how(renewal));
        }
        return lineWrong(
                life, "hold", "pending", renewal.buyer(), CUSTOMER_PREPAID, renewal.total(), renewal.currency());
    }

    private static Optional<String> paymentWrong(Life life, Accepted renewal) {
        boolean isBefore = renewal.is("AWAITING_PAYMENT") || renewal.is("UNPAID");
        if (isBefore != renewal.secured().isEmpty()) {
            return no(renewal.state() + ", but it is paid " + how(renewal));
        }
        List<Attempt> kept = life.kept();
        if (!renewal.secured().equals("PAYMENT")) {
            return kept.isEmpty() ? yes() : no("a payment is kept, but it is paid " + how(renewal));
        }
        if (kept.size() != 1) {
            return no(kept.size() + " payments are kept for it");
        }
        Attempt one = kept.getFirst();
        boolean isRight = one.taken() == renewal.total()
                && one.takenCurrency().equals(renewal.currency())
                && one.payer().equals(renewal.buyer())
                && one.purpose().equals("renewal");
        return isRight ? yes() : no("the payment kept is " + one);
    }

    private static Optional<String> unpaidWrong(Life life, Accepted renewal) {
        return renewal.is("UNPAID")
                ? life.attempts().stream()
                        .filter(Attempt::isOpen)
                        .findFirst()
                        .map(attempt -> "UNPAID, but an attempt is " + attempt.state())
                : yes();
    }

    /** A refund has begun when it is written down: whether it arrives in time is the provider's affair. */
    private static Optional<String> deadlineBroken(Life life, Accepted renewal, Heartbeats heartbeats) {
        if (renewal.isEnd() || renewal.is("REFUNDING")) {
            return yes();
        }
        if (!renewal.is("AWAITING_PAYMENT")) {
            return heartbeats.isPast(renewal.deadlineAt())
                    ? no(renewal.state() + ", deadline was " + renewal.deadlineAt())
                    : yes();
        }
        Optional<Instant> end = renewal.payUntil();
        if (end.isEmpty()) {
            return no("AWAITING_PAYMENT without an end");
        }
        // While a provider does not say that nobody can pay any more, the renewal waits for that.
        boolean isAsked = life.attempts().stream().anyMatch(Attempt::isOpen);
        Instant nobodyCanPay = life.attempts().stream()
                .flatMap(attempt -> attempt.overAt().stream())
                .reduce(end.get(), (one, other) -> other.isAfter(one) ? other : one);
        return heartbeats.isPast(isAsked ? end.get().plus(TO_CLOSE_A_PAGE) : nobodyCanPay.plus(TO_END_UNPAID))
                ? no("AWAITING_PAYMENT, could be paid until " + end.get())
                : yes();
    }

    private static String how(Accepted renewal) {
        return renewal.secured().isEmpty() ? "by nothing" : "by " + renewal.secured();
    }

    private static Optional<String> heldWrong(Life life, Accepted renewal) {
        int ends = life.lines("hold-end").size();
        if (renewal.isEnd() && renewal.isHeld()) {
            return ends == 1 ? yes() : no(renewal.state() + ", but its hold was ended " + ends + " times");
        }
        return ends == 0 ? yes() : no(renewal.state() + ", paid " + how(renewal) + ", but its hold is ended");
    }

    private static Optional<String> keptWrong(Life life, Accepted renewal) {
        if (!renewal.is("RENEWED")) {
            return nothingKept(life, renewal);
        }
        if (!renewal.isSold()) {
            return no("RENEWED, but the order is " + renewal.sending());
        }
        if (renewal.cost().isEmpty()) {
            return no("RENEWED, but its cost is not known");
        }
        UUID prepaid = CUSTOMER_PREPAID;
        String currency = renewal.currency();
        long held = renewal.isHeld() ? renewal.total() : 0;
        return lineWrong(life, "hold-end", "posted", renewal.buyer(), prepaid, held, currency)
                .or(() -> lineWrong(
                        life, "revenue", "posted", prepaid, REVENUE, renewal.total() - renewal.tax(), currency))
                .or(() -> lineWrong(life, "tax", "posted", prepaid, TAX_PAYABLE, renewal.tax(), currency))
                .or(() -> lineWrong(
                        life,
                        "cost",
                        "posted",
                        COST_OF_SALES,
                        SUPPLIER_CREDIT,
                        renewal.cost().orElseThrow(),
                        renewal.costCurrency()))
                .or(() -> receiptWrong(life, renewal));
    }

    private static Optional<String> nothingKept(Life life, Accepted renewal) {
        if (!life.receipts().isEmpty()) {
            return no(renewal.state() + ", but it has a receipt");
        }
        return life.postings().stream()
                .filter(posting -> Set.of("revenue", "tax", "cost").contains(posting.line())
                        || posting.line().equals("hold-end") && posting.phase().equals("posted"))
                .findFirst()
                .map(posting -> renewal.state() + ", but its " + posting.line() + " is posted");
    }

    private static Optional<String> receiptWrong(Life life, Accepted renewal) {
        if (life.receipts().size() != 1) {
            return no("RENEWED, but it has " + life.receipts().size() + " receipts");
        }
        Receipt receipt = life.receipts().getFirst();
        boolean same = receipt.buyer().equals(renewal.buyer())
                && receipt.total() == renewal.total()
                && receipt.tax() == renewal.tax()
                && receipt.currency().equals(renewal.currency());
        return same ? yes() : no("the receipt says " + receipt);
    }

    private static Optional<String> returnedWrong(Life life, Accepted renewal) {
        Optional<String> refundWrong = renewal.secured().equals("PAYMENT")
                ? refundWrong(life, renewal)
                : life.undelivered().isEmpty()
                        ? yes()
                        : no("nothing was paid from outside, but a refund is on its way");
        return refundWrong.or(() -> saleBackWrong(life, renewal)).or(() -> holdReturnedWrong(life, renewal));
    }

    /** What was delivered may be given back, however it was paid: no more than it cost. */
    private static Optional<String> saleBackWrong(Life life, Accepted renewal) {
        long back = life.refunds().stream()
                .filter(refund -> !refund.isFailed() && !refund.is("undelivered") && !refund.is("surplus"))
                .mapToLong(Refund::amount)
                .sum();
        return back <= (renewal.is("RENEWED") ? renewal.total() : 0)
                ? yes()
                : no(renewal.state() + " for " + renewal.total() + ", but " + back + " of the sale are given back");
    }

    private static Optional<String> refundWrong(Life life, Accepted renewal) {
        List<Refund> owed = life.undelivered();
        boolean isUndelivered = renewal.is("REFUNDED") || renewal.is("REFUNDING");
        long amount = owed.stream().mapToLong(Refund::amount).sum();
        if (amount != (isUndelivered ? renewal.total() : 0)) {
            return no(renewal.state() + ", but " + amount + " go back");
        }
        boolean isBack = owed.stream().allMatch(Refund::isReturned);
        return !isUndelivered || isBack == renewal.is("REFUNDED")
                ? yes()
                : no(renewal.state() + ", but its refund is " + owed.getFirst().state());
    }

    private static Optional<String> holdReturnedWrong(Life life, Accepted renewal) {
        if (renewal.is("REFUNDED") && renewal.isHeld()) {
            String phase = life.lines("hold-end").stream()
                    .map(Posting::phase)
                    .filter("expired"::equals)
                    .findFirst()
                    .orElse("voided");
            return lineWrong(
                    life, "hold-end", phase, renewal.buyer(), CUSTOMER_PREPAID, renewal.total(), renewal.currency());
        }
        return life.lines("hold-end").stream().allMatch(end -> end.phase().equals("posted"))
                ? yes()
                : no(renewal.state() + ", but its hold is voided");
    }

    private static Optional<String> lateWrong(Life life, Accepted renewal) {
        if (!renewal.isGivenAfterRefund()) {
            return life.lines("late-delivery").isEmpty()
                    ? yes()
                    : no(renewal.state() + " and " + renewal.sending() + ", but a late delivery is booked");
        }
        return lineWrong(
                life,
                "late-delivery",
                "posted",
                LATE_DELIVERY_LOSS,
                SUPPLIER_CREDIT,
                renewal.cost().orElse(-1L),
                renewal.costCurrency());
    }

    private static Optional<String> notOwned(Life life, Accepted renewal) {
        return renewal.isEnd() || renewal.dueAt().isPresent() ? yes() : no(renewal.state() + " and never due");
    }

    /** There must be one such line; none where the amount is zero. */
    private static Optional<String> lineWrong(
            Life life, String line, String phase, UUID debit, UUID credit, long amount, String currency) {
        List<Posting> found = life.lines(line);
        if (found.size() != (amount == 0 ? 0 : 1)) {
            return no(found.size() + " lines '" + line + "'");
        }
        if (found.isEmpty()) {
            return yes();
        }
        Posting wanted = new Posting(life.id(), line, phase, debit, credit, amount, currency);
        return found.getFirst().equals(wanted)
                ? yes()
                : no("the line '" + line + "' is " + words(found.getFirst()) + ", not " + words(wanted));
    }

    private static String words(Posting posting) {
        return posting.phase() + " " + posting.amount() + " " + posting.currency() + " from " + posting.debit() + " to "
                + posting.credit();
    }

    private static Optional<String> yes() {
        return Optional.empty();
    }

    private static Optional<String> no(String what) {
        return Optional.of(what);
    }
}
