package io.tampu.checkout;

import io.tampu.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A payer's bank that takes money back, or threatens to, as it stands. Immutable.
 *
 * @param dispute the provider's id of it
 * @param payment the provider's id of the money
 * @param attempt whose money it is; empty until the provider was asked, or for money that is not ours
 */
public record Dispute(
        UUID id,
        String provider,
        String dispute,
        String payment,
        State state,
        Optional<AttemptId> attempt,
        Optional<Money> amount,
        Optional<String> reason,
        int tries,
        Optional<Instant> dueAt) {

    /** Where a dispute stands. A notification makes it HEARD; only the provider's word moves it on, forwards. */
    public enum State {
        HEARD,
        /** An inquiry: no money has gone. */
        WARNING,
        /** The money is gone until it is decided: a dispute receivable. */
        OPEN,
        /** The money is ours. */
        WON,
        /** The money is the payer's. */
        LOST;

        boolean isEnd() {
            return switch (this) {
                case WON, LOST -> true;
                case HEARD, WARNING, OPEN -> false;
            };
        }
    }

    /** No refund is sent while it is open. */
    boolean isOpen() {
        return !state.isEnd();
    }

    /** The payer has that much back by it. */
    boolean covers(Money owed) {
        return state == State.LOST
                && amount.filter(lost ->
                                lost.currency().equals(owed.currency()) && lost.amountMinor() >= owed.amountMinor())
                        .isPresent();
    }
}
