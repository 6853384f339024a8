package io.tampu.audit;

import static io.tampu.audit.Accounts.CUSTOMER_PREPAID;
import static io.tampu.audit.Accounts.DISPUTE_LOSS;
import static io.tampu.audit.Accounts.DISPUTE_RECEIVABLE;
import static io.tampu.audit.Accounts.PROVIDER_CLEARING;
import static io.tampu.audit.Accounts.REFUND_CLEARING;
import static io.tampu.audit.Accounts.REVENUE;
import static io.tampu.audit.Accounts.TAX_PAYABLE;

import io.tampu.audit.Life.Posting;
import io.tampu.audit.MoneyRow.Attempt;
import io.tampu.audit.MoneyRow.Dispute;
import io.tampu.audit.MoneyRow.Note;
import io.tampu.audit.MoneyRow.Refund;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/** What must hold of money from outside, row by row. A new rule is a new line in {@link #all}. */
final class MoneyRules {

    private MoneyRules() {}

    static List<Rule<MoneyLife>> all() {
        return List.of(
                new Rule<>(
                        "money-belongs",
                        "no posting of money from outside without an attempt, a refund or a dispute",
                        life -> life.rows().stream().allMatch(Note.class::isInstance)
                                        && !life.postings().isEmpty()
                                ? no(life.postings().size() + " postings of nothing, '"
                                        + life.postings().getFirst().line() + "' first")
                                : yes()),
                rule(
                        "attempt-books",
                        "an attempt is booked once if and only if its money came",
                        Attempt.class,
                        (life, attempt) -> booksWrong(life, booksOf(attempt))),
                rule(
                        "refund-books",
                        "the lines of a refund are those of its state",
                        Refund.class,
                        (life, refund) -> booksWrong(life, booksOf(life, refund))),
                rule(
                        "dispute-books",
                        "the lines of a dispute are those of its state",
                        Dispute.class,
                        (life, dispute) -> booksWrong(life, booksOf(dispute))),
                rule(
                        "kept-once",
                        "at most one attempt is kept for one purpose, of the amount that was asked",
                        Attempt.class,
                        (life, attempt) -> keptWrong(attempt)),
                rule(
                        "goes-back-once",
                        "no more goes back than came; all of what was not needed does",
                        Attempt.class,
                        (life, attempt) -> goesBackWrong(attempt)),
                rule(
                        "refund-fits",
                        "a refund goes to who paid, and one that failed has another in its place",
                        Refund.class,
                        (life, refund) -> refundWrong(refund)),
                new Rule<>(
                        "credit-notes",
                        "what the books took back of a sale, and its tax, has one credit note; nothing else has any",
                        MoneyRules::noteWrong),
                new Rule<>(
                        "money-is-owned",
                        "each open attempt, refund and dispute has a time at which somebody looks at it",
                        life -> life.rows().stream()
                                .filter(MoneyRules::isForgotten)
                                .findFirst()
                                .map(row -> "open and never due: " + row)));
    }

    private static <R extends MoneyRow> Rule<MoneyLife> rule(
            String name, String sentence, Class<R> kind, BiFunction<MoneyLife, R, Optional<String>> broken) {
        return new Rule<>(
                name,
                sentence,
                life -> rows(life, kind).stream()
                        .flatMap(row -> broken.apply(life, row).stream())
                        .findFirst());
    }

    private static List<Posting> booksOf(Attempt attempt) {
        if (!attempt.isKept() && !attempt.isSurplus()) {
            return List.of();
        }
        UUID to = attempt.isKept() && attempt.purpose().equals("top-up") ? attempt.payer() : CUSTOMER_PREPAID;
        return List.of(line(attempt.id(), "paid", PROVIDER_CLEARING, to, attempt.taken(), attempt.takenCurrency()));
    }

    private static List<Posting> booksOf(MoneyLife life, Refund refund) {
        var lines = new ArrayList<Posting>();
        lines.add(line(refund, "refund", CUSTOMER_PREPAID, REFUND_CLEARING));
        if (refund.isReturned()) {
            lines.add(returned(life, refund));
        }
        if (refund.isFailed()) {
            lines.add(line(refund, "refund-failed", REFUND_CLEARING, CUSTOMER_PREPAID));
            // It may have failed after it was returned: then that is there and undone.
            if (has(life, "returned") || has(life, "came-back")) {
                lines.add(line(refund, "returned", REFUND_CLEARING, PROVIDER_CLEARING));
                lines.add(line(refund, "came-back", PROVIDER_CLEARING, REFUND_CLEARING));
            }
        }
        if (isOfSale(refund)) {
            long tax = amount(life, "tax-back");
            lines.add(line(
                    refund.id(), "revenue-back", REVENUE, CUSTOMER_PREPAID, refund.amount() - tax, refund.currency()));
            lines.add(line(refund.id(), "tax-back", TAX_PAYABLE, CUSTOMER_PREPAID, tax, refund.currency()));
        }
        return lines.stream().filter(line -> line.amount() != 0).toList();
    }

    /** Judged by the books, not by the refund: the paper says what they did. */
    private static Optional<String> noteWrong(MoneyLife life) {
        List<Note> notes = rows(life, Note.class);
        List<Note> wanted = rows(life, Refund.class).stream()
                .filter(MoneyRules::isOfSale)
                .map(refund -> new Note(
                        refund.id(),
                        refund.reference(),
                        amount(life, "revenue-back") + amount(life, "tax-back"),
                        amount(life, "tax-back"),
                        refund.currency()))
                .toList();
        return notes.equals(wanted) ? yes() : no("there is " + notes + ", not " + wanted);
    }

    private static <R extends MoneyRow> List<R> rows(MoneyLife life, Class<R> kind) {
        return life.rows().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Posting returned(MoneyLife life, Refund refund) {
        boolean byDispute = refund.isLost()
                && life.postings().stream()
                        .anyMatch(line ->
                                line.line().equals("returned") && line.credit().equals(DISPUTE_LOSS));
        UUID to = byDispute ? DISPUTE_LOSS : refund.toBalance() ? refund.payer() : PROVIDER_CLEARING;
        return line(refund, "returned", REFUND_CLEARING, to);
    }

    /** What was a sale is taken back with its first refund; a refund that stands for a failed one has it taken back already. */
    private static boolean isOfSale(Refund refund) {
        return refund.nth() == 1 && !Set.of("undelivered", "surplus").contains(refund.reason());
    }

    private static List<Posting> booksOf(Dispute dispute) {
        Posting gone = line(dispute, "disputed", DISPUTE_RECEIVABLE, PROVIDER_CLEARING);
        return switch (dispute.state()) {
            case "OPEN" -> List.of(gone);
            case "WON" -> List.of(gone, line(dispute, "dispute-won", PROVIDER_CLEARING, DISPUTE_RECEIVABLE));
            case "LOST" -> List.of(gone, line(dispute, "dispute-lost", DISPUTE_LOSS, DISPUTE_RECEIVABLE));
            default -> List.of();
        };
    }

    private static Optional<String> booksWrong(MoneyLife life, List<Posting> wanted) {
        boolean wonUnseen = life.postings().isEmpty()
                && life.rows().getFirst() instanceof Dispute dispute
                && dispute.state().equals("WON");
        if (wonUnseen) {
            return yes();
        }
        return life.postings().stream()
                .filter(line -> !wanted.contains(line))
                .findFirst()
                .map(line -> "the line " + words(line) + " does not fit " + life.rows())
                .or(() -> wanted.stream()
                        .filter(line -> !life.postings().contains(line))
                        .findFirst()
                        .map(line -> "no line " + words(line)));
    }

    private static Optional<String> keptWrong(Attempt attempt) {
        if (!attempt.isKept()) {
            return yes();
        }
        if (attempt.keptOfReference() != 1) {
            return no(attempt.keptOfReference() + " attempts are kept for " + attempt.purpose() + " "
                    + Marks.write(attempt.reference()));
        }
        return attempt.taken() == attempt.amount() && attempt.takenCurrency().equals(attempt.currency())
                ? yes()
                : no("asked " + attempt.amount() + " " + attempt.currency() + ", kept " + attempt.taken() + " "
                        + attempt.takenCurrency());
    }

    private static Optional<String> goesBackWrong(Attempt attempt) {
        long most = attempt.taken();
        boolean isRight = attempt.isSurplus() ? attempt.goingBack() == most : attempt.goingBack() <= most;
        return isRight
                ? yes()
                : no(attempt.state() + ": " + attempt.goingBack() + " go back of " + most + " that came");
    }

    private static Optional<String> refundWrong(Refund refund) {
        if (!refund.fits()) {
            return no("it is not of the attempt's payer, purpose and currency");
        }
        return refund.isFailed() && !refund.isReplaced() ? no("it failed and no other stands for it") : yes();
    }

    private static boolean isForgotten(MoneyRow row) {
        return switch (row) {
            case Attempt attempt -> attempt.isOpen() && !attempt.isOwned();
            case Refund refund -> refund.isOpen() && !refund.isOwned();
            case Dispute dispute -> dispute.isOpen() && !dispute.isOwned();
            case Note note -> false;
        };
    }

    private static boolean has(MoneyLife life, String name) {
        return life.postings().stream().anyMatch(line -> line.line().equals(name));
    }

    private static long amount(MoneyLife life, String name) {
        return life.postings().stream()
                .filter(line -> line.line().equals(name))
                .mapToLong(Posting::amount)
                .sum();
    }

    private static Posting line(Refund refund, String name, UUID debit, UUID credit) {
        return line(refund.id(), name, debit, credit, refund.amount(), refund.currency());
    }

    private static Posting line(Dispute dispute, String name, UUID debit, UUID credit) {
        return line(dispute.id(), name, debit, credit, dispute.amount(), dispute.currency());
    }

    private static Posting line(UUID id, String name, UUID debit, UUID credit, long amount, String currency) {
        return new Posting(id, name, "posted", debit, credit, amount, currency);
    }

    private static String words(Posting line) {
        return "'" + line.line() + "' of " + line.amount() + " " + line.currency() + " from " + line.debit() + " to "
                + line.credit();
    }

    private static Optional<String> yes() {
        return Optional.empty();
    }

    private static Optional<String> no(String what) {
        return Optional.of(what);
    }
}
