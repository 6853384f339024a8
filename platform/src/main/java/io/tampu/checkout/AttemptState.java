package io.tampu.checkout;

import static io.tampu.checkout.AttemptState.Event.CLOSED_AT_PROVIDER;
import static io.tampu.checkout.AttemptState.Event.MONEY_KEPT;
import static io.tampu.checkout.AttemptState.Event.MONEY_NOT_NEEDED;
import static io.tampu.checkout.AttemptState.Event.OPENED;
import static io.tampu.checkout.AttemptState.Event.REFUSED;

import java.util.List;

/** Where an attempt to be paid is in its life, and every move that it can make. */
public enum AttemptState {
    /** Written down; the provider has been asked, or will be. */
    WRITTEN,
    /** The payer can pay it, or the provider is working on it. */
    OPEN,
    /** The money came and is kept for its purpose. */
    KEPT,
    /** The money came and was not needed: it goes back by a refund of its own. */
    SURPLUS,
    /** Ended without money: closed by us or by its time. Money that comes all the same is dealt with. */
    CLOSED,
    /** Ended without money: refused. Money that comes all the same is dealt with. */
    FAILED;

    /** What can happen to an attempt. */
    public enum Event {
        OPENED("the provider opened it to the payer"),
        REFUSED("the provider refused it"),
        CLOSED_AT_PROVIDER("the provider says that nobody can pay it any more"),
        MONEY_KEPT("the money came and serves its purpose"),
        MONEY_NOT_NEEDED("the money came and has no purpose any more");

        private final String because;

        Event(String because) {
            this.because = because;
        }
    }

    /** A line of the table: from this state, because of this event, to that state. */
    record Move(AttemptState from, Event because, AttemptState to) {}

    static final List<Move> MOVES = List.of(
            new Move(WRITTEN, OPENED, OPEN),
            new Move(WRITTEN, REFUSED, FAILED),
            new Move(WRITTEN, CLOSED_AT_PROVIDER, CLOSED),
            new Move(WRITTEN, MONEY_KEPT, KEPT),
            new Move(WRITTEN, MONEY_NOT_NEEDED, SURPLUS),
            new Move(OPEN, REFUSED, FAILED),
            new Move(OPEN, CLOSED_AT_PROVIDER, CLOSED),
            new Move(OPEN, MONEY_KEPT, KEPT),
            new Move(OPEN, MONEY_NOT_NEEDED, SURPLUS),
            new Move(CLOSED, MONEY_KEPT, KEPT),
            new Move(CLOSED, MONEY_NOT_NEEDED, SURPLUS),
            new Move(FAILED, MONEY_KEPT, KEPT),
            new Move(FAILED, MONEY_NOT_NEEDED, SURPLUS));

    /** Nothing is owed on it by anybody, unless money comes late. */
    public boolean isEnd() {
        return switch (this) {
            case KEPT, SURPLUS, CLOSED, FAILED -> true;
            case WRITTEN, OPEN -> false;
        };
    }

    /** Whether its money has come. */
    public boolean isPaid() {
        return switch (this) {
            case KEPT, SURPLUS -> true;
            case WRITTEN, OPEN, CLOSED, FAILED -> false;
        };
    }

    /** Throws {@link IllegalStateException} for a move that is not in the table. */
    AttemptState after(Event event) {
        return MOVES.stream()
                .filter(move -> move.from() == this && move.because() == event)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no move from " + this + " because " + event.because))
                .to();
    }

    /** The table as a picture in Mermaid, for the documents. */
    static String picture() {
        var picture = new StringBuilder("stateDiagram-v2\n    [*] --> WRITTEN : asked for\n");
        MOVES.forEach(
                move -> picture.append("    %s --> %s : %s%n".formatted(move.from, move.to, move.because.because)));
        return picture.append("    KEPT --> [*]\n    SURPLUS --> [*]\n    CLOSED --> [*]\n    FAILED --> [*]\n")
                .toString();
    }
}
