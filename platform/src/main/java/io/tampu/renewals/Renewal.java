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
 * @param secured by what its money is secured; empty until it is
 * @param paidAt when that was
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
        Optional<String> answer,
        Optional<Secured> secured,
        Optional<Instant> paidAt) {

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
                Optional.empty(),
                Optional.of(Secured.HOLD),
                Optional.of(now));
    }

    /** Born AWAITING_PAYMENT: nothing is ordered before the money is secured. Due when it can no longer be paid. */
    static Renewal awaitingPayment(RenewalId id, Terms terms, Instant now, Instant payUntil) {
        return new Renewal(
                id,
                RenewalState.AWAITING_PAYMENT,
                terms,
                now,
                payUntil,
                Sending.CLEAR,
                0,
                Optional.of(payUntil),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The money is secured, and the order to the supplier may be sent: by whoever claims it, at once, or by the sweep at
     * {@code due}. So nothing is lost if the platform dies between.
     */
    Step paid(Secured by, Instant deadline, Instant due, Instant now) {
        return move(MONEY_SECURED, "", now)
                .then(ORDER_WRITTEN, "", now)
                .with(to -> to.set(Sending.CLEAR, 0, Optional.of(due))
                        .deadline(deadline)
                        .paid(by, now));
    }

    /** Nobody paid, and nobody can any more. */
    Step unpaid(Instant now) {
        return move(NEVER_PAID, "", now)
                .with(to ->
                        to.set(sending, 0, Optional.empty()).because("not-paid").ended(now));
    }

    /** Nobody has paid yet: looked at again then. */
    Step stillUnpaid(Instant due) {
        return stay().with(to -> to.set(sending, tries + 1, Optional.of(due)));
    }

    /** The money is back with its payer. An order that may still arrive is looked for as before. */
    Step moneyBack(Instant now) {
        return move(MONEY_BACK, "", now)
                .with(to -> to.set(sending, tries, sending == Sending.ASKED ? dueAt : Optional.empty())
                        .ended(now));
    }

    /** The refund failed after it had been done: the money is owed again. An order that may still arrive is looked for as before. */
    Step owedAgain(Instant due, Instant now) {
        Instant next = dueAt.filter(look -> sending == Sending.ASKED)
                .map(look -> Patience.earlier(look, due))
                .orElse(due);
        return move(REFUND_FAILED, "", now)
                .with(to -> to.set(sending, tries, Optional.of(next)).notEnded());
    }

    /** Its order is at the supplier, or on its way there: neither delivered nor given up. */
    boolean isUnderWay() {
        return state == RenewalState.FULFILLING || state == RenewalState.IN_DOUBT;
    }

    /** The money has gone back, or is on its way. */
    boolean isMoneyGoingBack() {
        return state == RenewalState.REFUNDED || state == RenewalState.REFUNDING;
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

    /** The supplier says no: the money goes back at once. */
    Step refused(String why, String said, Instant now) {
        return giveBack(move(SUPPLIER_REFUSED, said, now), why, Sending.UNSOLD, 0, Optional.empty(), now);
    }

    /** Nobody delivered in time: the money goes back; if the order may have arrived, {@code look} is when to ask again. */
    Step late(String why, Optional<Instant> look, Instant now) {
        return giveBack(move(DEADLINE_PASSED, why, now), why, sending, 1, look, now);
    }

    /** A hold is voided at once, and that is the end; a payment is refunded, and that is followed until it is back. */
    private Step giveBack(Step undelivered, String why, Sending order, int asked, Optional<Instant> look, Instant now) {
        return switch (secured.orElseThrow()) {
            case HOLD ->
                undelivered
                        .then(HOLD_VOIDED, "", now)
                        .with(to -> to.set(order, asked, look).because(why).ended(now));
            case PAYMENT ->
                undelivered
                        .then(REFUND_BEGUN, "", now)
                        .with(to -> to.set(order, asked, Optional.of(look.orElse(now.plus(Patience.LOOK_AT_REFUND))))
                                .because(why));
        };
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
        Optional<Instant> due = state.isEnd() ? Optional.empty() : dueAt;
        return sending == Sending.SOLD
                ? stay()
                : stay().with(to -> to.set(Sending.SOLD, 0, due).paidFor(order));
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
