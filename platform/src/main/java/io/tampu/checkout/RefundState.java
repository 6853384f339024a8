package io.tampu.checkout;

import static io.tampu.checkout.RefundState.Event.ACCEPTED_BY_PROVIDER;
import static io.tampu.checkout.RefundState.Event.FAILED_AT_PROVIDER;
import static io.tampu.checkout.RefundState.Event.MONEY_BACK;

import java.util.List;

/** Where money that goes back is in its life, and every move that it can make. */
public enum RefundState {
    /** Written down: the money is owed to the payer. */
    WRITTEN,
    /** The provider has taken it on and not done it. */
    ACCEPTED,
    /** The money is back. A provider may still fail it, and then another refund stands for it. */
    RETURNED,
    /** It did not reach the payer; another refund stands for it. */
    FAILED;

    /** What can happen to a refund. */
    public enum Event {
        ACCEPTED_BY_PROVIDER("the provider accepted it"),
        MONEY_BACK("the money is back with the payer"),
        FAILED_AT_PROVIDER("the provider could not return the money");

        private final String because;

        Event(String because) {
            this.because = because;
        }
    }

    /** A line of the table: from this state, because of this event, to that state. */
    record Move(RefundState from, Event because, RefundState to) {}

    static final List<Move> MOVES = List.of(
            new Move(WRITTEN, ACCEPTED_BY_PROVIDER, ACCEPTED),
            new Move(WRITTEN, MONEY_BACK, RETURNED),
            new Move(WRITTEN, FAILED_AT_PROVIDER, FAILED),
            new Move(ACCEPTED, MONEY_BACK, RETURNED),
            new Move(ACCEPTED, FAILED_AT_PROVIDER, FAILED),
            new Move(RETURNED, FAILED_AT_PROVIDER, FAILED));

    public boolean isEnd() {
        return switch (this) {
            case RETURNED, FAILED -> true;
            case WRITTEN, ACCEPTED -> false;
        };
    }

    /** Throws {@link IllegalStateException} for a move that is not in the table. */
    RefundState after(Event event) {
        return MOVES.stream()
                .filter(move -> move.from() == this && move.because() == event)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no move from " + this + " because " + event.because))
                .to();
    }

    /** The table as a picture in Mermaid, for the documents. */
    static String picture() {
        var picture = new StringBuilder("stateDiagram-v2\n    [*] --> WRITTEN : owed\n");
        MOVES.forEach(
                move -> picture.append("    %s --> %s : %s%n".formatted(move.from, move.to, move.because.because)));
        return picture.append("    RETURNED --> [*]\n    FAILED --> [*]\n").toString();
    }
}
