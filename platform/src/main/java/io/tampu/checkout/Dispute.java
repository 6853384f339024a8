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

    /** Nobody knows yet whose the money is: no refund of it is sent. An inquiry has not taken any. */
    public boolean holdsRefunds() {
        return switch (state) {
            case HEARD, OPEN -> true;
            case WARNING, WON, LOST -> false;
        };
    }
}
