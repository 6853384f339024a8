package io.tampu.renewals;

import static io.tampu.renewals.RenewalEvent.DEADLINE_PASSED;
import static io.tampu.renewals.RenewalEvent.HOLD_VOIDED;
import static io.tampu.renewals.RenewalEvent.SUPPLIER_REFUSED;
import static io.tampu.renewals.RenewalEvent.SUPPLIER_SILENT;
import static io.tampu.renewals.RenewalEvent.SUPPLIER_SOLD;

import io.tampu.money.Money;
import io.tampu.suppliers.SupplierOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * A renewal as it stands. Immutable: what happens to it is a {@link Step} to another value.
 *
 * @param deadlineAt paid and not delivered by then: the money goes back by itself
 * @param sending where the order to the supplier stands
 * @param tries how often the supplier was asked since the last move
 * @param dueAt when somebody must look at it again, whatever its state; empty when nothing more can happen
 * @param supplierOrder the supplier's id of what it sold
 * @param cost what the supplier charged
 * @param reason why it was not delivered, as a stable word
 * @param answer the first answer that the buyer's request was given, to the byte
 */
public record Renewal(
        RenewalId id,
        RenewalState state,
        Terms terms,
        Instant acceptedAt,
        Instant deadlineAt,
        Sending sending,
        int tries,
        Optional<Instant> dueAt,
        Optional<String> supplierOrder,
        Optional<Money> cost,
        Optional<Delivered> delivered,
        Optional<String> reason,
        Optional<Instant> endedAt,
        Optional<String> answer) {

    /** Born FULFILLING, with the order to the supplier written down as if sent: after a crash nobody can tell. */
    static Renewal accepted(RenewalId id, Terms terms, Instant now, Instant deadline, Instant due) {
        return new Renewal(
                id,
                RenewalState.FULFILLING,
                terms,
                now,
                deadline,
                Sending.ASKED,
                0,
                Optional.of(due),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The supplier sold it. {@code due} is when to read the eSIM again, empty if that has been done. */
    Step sold(SupplierOrder order, Delivered delivered, Optional<Instant> due, Instant now) {
        return move(SUPPLIER_SOLD, "order " + order.orderId(), now)
                .with(to -> to.set(Sending.SOLD, 0, due).sold(order, delivered).ended(now));
    }

    /** The supplier gave no readable answer: it will be asked at {@code due}. */
    Step silent(String what, Instant due, Instant now) {
        return state == RenewalState.IN_DOUBT
                ? stay().with(to -> to.set(Sending.ASKED, tries + 1, Optional.of(due)))
                : move(SUPPLIER_SILENT, what, now).with(to -> to.set(Sending.ASKED, 1, Optional.of(due)));
    }

    /** The order provably did nothing: it will be sent again at {@code due}. */
    Step notNow(Instant due) {
        return stay().with(to -> to.set(Sending.CLEAR, tries + 1, Optional.of(due)));
    }

    /** The supplier says no: the hold is voided at once. */
    Step refused(String why, String said, Instant now) {
        return move(SUPPLIER_REFUSED, said, now)
                .then(HOLD_VOIDED, "", now)
                .with(to ->
                        to.set(Sending.UNSOLD, 0, Optional.empty()).because(why).ended(now));
    }

    /** Nobody delivered in time: the hold is voided; if the order may have arrived, {@code look} is when to ask again. */
    Step late(String why, Optional<Instant> look, Instant now) {
        return move(DEADLINE_PASSED, why, now)
                .then(HOLD_VOIDED, "", now)
                .with(to -> to.set(sending, 1, look).because(why).ended(now));
    }

    /** After an end: what is still to be looked at, or no more. Nothing where somebody has found it meanwhile. */
    Step lookAgain(Optional<Instant> due) {
        return dueAt.isEmpty() ? stay() : stay().with(to -> to.set(sending, tries + 1, due));
    }

    /** The eSIM was read again after delivery. */
    Step checked(Delivered now) {
        return stay().with(to -> to.set(sending, 0, Optional.empty()).delivered(now));
    }

    /** Data arrived after the money had gone back: it stays with the traveller, and the seller bears its cost. */
    Step givenAfterRefund(SupplierOrder order) {
        return sending == Sending.SOLD
                ? stay()
                : stay().with(to -> to.set(Sending.SOLD, 0, Optional.empty()).paidFor(order));
    }

    Renewal answered(String first) {
        return new RenewalChange(this).answered(first).done();
    }

    Renewal inState(RenewalState next) {
        return new RenewalChange(this).state(next).done();
    }

    private Step stay() {
        return Step.staying(this);
    }

    private Step move(RenewalEvent event, String said, Instant now) {
        return Step.staying(this).then(event, said, now);
    }
}
