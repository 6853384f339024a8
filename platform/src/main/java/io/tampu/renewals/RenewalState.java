package io.tampu.renewals;

import static io.tampu.renewals.RenewalEvent.DEADLINE_PASSED;
import static io.tampu.renewals.RenewalEvent.HOLD_VOIDED;
import static io.tampu.renewals.RenewalEvent.MONEY_BACK;
import static io.tampu.renewals.RenewalEvent.MONEY_SECURED;
import static io.tampu.renewals.RenewalEvent.NEVER_PAID;
import static io.tampu.renewals.RenewalEvent.ORDER_WRITTEN;
import static io.tampu.renewals.RenewalEvent.REFUND_BEGUN;
import static io.tampu.renewals.RenewalEvent.REFUND_FAILED;
import static io.tampu.renewals.RenewalEvent.SUPPLIER_REFUSED;
import static io.tampu.renewals.RenewalEvent.SUPPLIER_REVERSED;
import static io.tampu.renewals.RenewalEvent.SUPPLIER_SILENT;
import static io.tampu.renewals.RenewalEvent.SUPPLIER_SOLD;

import java.util.List;

/** Where a renewal is in its life, and every move that it can make. A move that is not in the table is a bug and says so. */
public enum RenewalState {
    AWAITING_PAYMENT,
    PAID,
    UNPAID,
    FULFILLING,
    IN_DOUBT,
    RENEWED,
    UNDELIVERED,
    REFUNDING,
    REFUNDED;

    /** A line of the table: from this state, because of this event, to that state. */
    public record Move(RenewalState from, RenewalEvent because, RenewalState to) {}

    /** All that can happen, each line a sentence. */
    public static final List<Move> MOVES = List.of(
            new Move(AWAITING_PAYMENT, MONEY_SECURED, PAID),
            new Move(AWAITING_PAYMENT, NEVER_PAID, UNPAID),
            new Move(PAID, ORDER_WRITTEN, FULFILLING),
            new Move(FULFILLING, SUPPLIER_SOLD, RENEWED),
            new Move(FULFILLING, SUPPLIER_SILENT, IN_DOUBT),
            new Move(FULFILLING, SUPPLIER_REFUSED, UNDELIVERED),
            new Move(FULFILLING, DEADLINE_PASSED, UNDELIVERED),
            new Move(IN_DOUBT, SUPPLIER_SOLD, RENEWED),
            new Move(IN_DOUBT, SUPPLIER_REFUSED, UNDELIVERED),
            new Move(IN_DOUBT, DEADLINE_PASSED, UNDELIVERED),
            new Move(UNDELIVERED, HOLD_VOIDED, REFUNDED),
            new Move(UNDELIVERED, REFUND_BEGUN, REFUNDING),
            new Move(REFUNDING, MONEY_BACK, REFUNDED),
            new Move(REFUNDED, REFUND_FAILED, REFUNDING),
            new Move(RENEWED, SUPPLIER_REVERSED, UNDELIVERED));

    /** An end: nobody owes anybody anything. */
    public boolean isEnd() {
        return switch (this) {
            case UNPAID, RENEWED, REFUNDED -> true;
            case AWAITING_PAYMENT, PAID, FULFILLING, IN_DOUBT, UNDELIVERED, REFUNDING -> false;
        };
    }

    /** The state after an event. Throws {@link IllegalStateException} for a move that is not in the table. */
    public RenewalState after(RenewalEvent event) {
        return MOVES.stream()
                .filter(move -> move.from() == this && move.because() == event)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no move from " + this + " because " + event.because()))
                .to();
    }

    /** The table as a picture in Mermaid, for the documents. */
    public static String picture() {
        var picture = new StringBuilder("stateDiagram-v2\n");
        picture.append("    [*] --> AWAITING_PAYMENT : paid from outside\n");
        picture.append("    [*] --> FULFILLING : paid from a balance\n");
        for (Move move : MOVES) {
            picture.append("    %s --> %s : %s%n".formatted(move.from, move.to, move.because.because()));
        }
        for (RenewalState state : values()) {
            if (state.isEnd()) {
                picture.append("    %s --> [*]%n".formatted(state));
            }
        }
        return picture.toString();
    }
}
