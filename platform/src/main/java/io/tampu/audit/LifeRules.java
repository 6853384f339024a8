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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/** The rules: each a name, a sentence, and how it is seen to be broken. A new rule is a new line in {@link #all}. */
final class LifeRules {

    private static final Set<String> KNOWN_LINES =
            Set.of("hold", "hold-end", "revenue", "tax", "cost", "late-delivery");

    private LifeRules() {}

    /** @param heartbeats at which deadlines are judged */
    static List<LifeRule> all(Heartbeats heartbeats) {
        return List.of(
                new LifeRule(
                        "belongs",
                        "no posting and no receipt without a renewal, and no line that the books do not have",
                        LifeRules::stray),
                rule("one-hold", "each accepted renewal has one hold, of its total", LifeRules::holdWrong),
                rule("no-end-held", "no end state has a pending hold, no open one an ended hold", LifeRules::heldWrong),
                rule(
                        "renewed-is-kept",
                        "the money is kept, as revenue, tax and cost, with one receipt, if and only if RENEWED",
                        LifeRules::keptWrong),
                rule("refunded-is-returned", "the hold is voided if and only if REFUNDED", LifeRules::returnedWrong),
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
                        (life, renewal) -> !renewal.isEnd() && heartbeats.isPast(renewal.deadlineAt())
                                ? no(renewal.state() + ", deadline was " + renewal.deadlineAt())
                                : yes()));
    }

    private static LifeRule rule(String name, String sentence, BiFunction<Life, Accepted, Optional<String>> broken) {
        return new LifeRule(
                name,
                sentence,
                life -> life.renewals().isEmpty()
                        ? yes()
                        : broken.apply(life, life.renewals().getFirst()));
    }

    private static Optional<String> stray(Life life) {
        if (life.renewals().isEmpty()) {
            return no("no renewal, but " + life.postings().size() + " postings and "
                    + life.receipts().size() + " receipts");
        }
        return life.postings().stream()
                .map(Posting::line)
                .filter(line -> !KNOWN_LINES.contains(line))
                .findFirst()
                .map(line -> "a posting of an unknown line: " + line);
    }

    private static Optional<String> holdWrong(Life life, Accepted renewal) {
        return lineWrong(
                life, "hold", "pending", renewal.buyer(), CUSTOMER_PREPAID, renewal.total(), renewal.currency());
    }

    private static Optional<String> heldWrong(Life life, Accepted renewal) {
        int ends = life.lines("hold-end").size();
        if (renewal.isEnd()) {
            return ends == 1 ? yes() : no(renewal.state() + ", but its hold was ended " + ends + " times");
        }
        return ends == 0 ? yes() : no(renewal.state() + ", but its hold is ended");
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
        return lineWrong(life, "hold-end", "posted", renewal.buyer(), prepaid, renewal.total(), currency)
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
        if (renewal.is("REFUNDED")) {
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
