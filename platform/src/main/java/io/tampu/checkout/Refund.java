package io.tampu.checkout;

import io.tampu.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Money that goes back to its payer, as it stands. Immutable.
 *
 * @param from the attempt that the money came by; empty for money that was held on a balance
 * @param reason why, as a stable word: {@code undelivered}, {@code surplus}, {@code unused}, {@code staff}
 * @param insteadOf the refund that failed and that this one stands for
 * @param nth the how manieth try to return this money, from 1
 * @param handle the provider's id of the refund
 * @param said the provider's last word on it, for operators
 */
public record Refund(
        RefundId id,
        RefundState state,
        Optional<AttemptId> from,
        String purpose,
        UUID reference,
        UUID payer,
        Money amount,
        String reason,
        To to,
        Optional<RefundId> insteadOf,
        int nth,
        Instant createdAt,
        int tries,
        Optional<Instant> dueAt,
        Optional<String> handle,
        Optional<String> said,
        Optional<Instant> endedAt) {

    /** Where the money goes. */
    public enum To {
        /** To the means it came from. */
        ORIGINAL,
        /** To the payer's balance here. */
        BALANCE
    }

    /** What is said of money that a bank took for its customer, and that is not paid a second time. */
    static final String BY_DISPUTE = "by-dispute";

    /** A bank has given the payer this money: nothing of it went to their balance, or by the provider. */
    public boolean isByDispute() {
        return said.equals(Optional.of(BY_DISPUTE));
    }

    /** The provider has accepted it. */
    Refund accepted(String providersId, String word, Instant due) {
        RefundState next = state == RefundState.WRITTEN ? state.after(RefundState.Event.ACCEPTED_BY_PROVIDER) : state;
        int asksInARow = state == RefundState.WRITTEN ? 0 : tries + 1;
        return change(
                next, asksInARow, Optional.of(due), Optional.of(providersId), Optional.of(word), Optional.empty());
    }

    /** The money is back; {@code look} is when to make sure of it. */
    Refund returned(Optional<String> providersId, String word, Optional<Instant> look, Instant now) {
        return change(
                state.after(RefundState.Event.MONEY_BACK),
                0,
                look,
                providersId.or(() -> handle),
                Optional.of(word),
                Optional.of(now));
    }

    /** It did not reach the payer. */
    Refund failed(String word, Instant now) {
        return change(
                state.after(RefundState.Event.FAILED_AT_PROVIDER),
                0,
                Optional.empty(),
                handle,
                Optional.of(word),
                Optional.of(now));
    }

    /** Nothing new: to be looked at again. */
    Refund lookAgain(String word, Optional<Instant> due) {
        return change(state, tries + 1, due, handle, word.isEmpty() ? said : Optional.of(word), endedAt);
    }

    private Refund change(
            RefundState next,
            int nextTries,
            Optional<Instant> due,
            Optional<String> nextHandle,
            Optional<String> word,
            Optional<Instant> ended) {
        return new Refund(
                id,
                next,
                from,
                purpose,
                reference,
                payer,
                amount,
                reason,
                to,
                insteadOf,
                nth,
                createdAt,
                nextTries,
                due,
                nextHandle,
                word,
                ended);
    }
}
