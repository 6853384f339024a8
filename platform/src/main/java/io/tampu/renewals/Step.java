package io.tampu.renewals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * From one value of a renewal to another, to be written down: it counts only if the renewal is still in the state in which
 * it was read.
 *
 * @param moves the lines of the table that it walks; empty when the state stays
 */
record Step(Renewal from, Renewal to, List<Moved> moves) {

    /** A line of the table that was walked. {@code said} is for operators. */
    record Moved(RenewalState from, RenewalEvent because, RenewalState to, String said, Instant at) {}

    static Step staying(Renewal renewal) {
        return new Step(renewal, renewal, List.of());
    }

    Step then(RenewalEvent event, String said, Instant at) {
        RenewalState next = to.state().after(event);
        var walked = new ArrayList<>(moves);
        walked.add(new Moved(to.state(), event, next, said, at));
        return new Step(from, to.inState(next), List.copyOf(walked));
    }

    Step with(UnaryOperator<RenewalChange> change) {
        return new Step(from, change.apply(new RenewalChange(to)).done(), moves);
    }

    Step answered(String answer) {
        return new Step(from, to.answered(answer), moves);
    }

    /** The supplier's or our own words for it, for operators. */
    Step said(String words) {
        return new Step(
                from,
                to,
                moves.stream()
                        .map(moved -> new Moved(moved.from, moved.because, moved.to, words, moved.at))
                        .toList());
    }

    /** Its order may arrive all the same, and is looked for. */
    Step thenLook(Optional<Instant> due) {
        return with(change -> change.set(Sending.ASKED, 0, due.or(to::dueAt)));
    }

    boolean changesNothing() {
        return from.equals(to);
    }

    boolean sells() {
        return from.state() != RenewalState.RENEWED && to.state() == RenewalState.RENEWED;
    }

    boolean voidsHold() {
        return walks(RenewalEvent.HOLD_VOIDED);
    }

    boolean beginsRefund() {
        return walks(RenewalEvent.REFUND_BEGUN);
    }

    boolean givesAfterRefund() {
        return from.isMoneyGoingBack() && from.sending() != Sending.SOLD && to.sending() == Sending.SOLD;
    }

    private boolean walks(RenewalEvent event) {
        return moves.stream().anyMatch(moved -> moved.because() == event);
    }

    boolean movesDeadline() {
        return !from.deadlineAt().equals(to.deadlineAt());
    }

    /** The straight road leaves its times on the row; what is unusual is written beside it. */
    boolean isUnusual() {
        return !moves.isEmpty() && !(sells() && from.state() == RenewalState.FULFILLING);
    }
}
