package io.tampu.renewals;

import io.tampu.money.Money;
import io.tampu.suppliers.SupplierOrder;
import java.time.Instant;
import java.util.Optional;

/** A renewal in the making: Java's records cannot be copied with one component changed. Used by {@link Renewal} alone. */
final class RenewalChange {

    private final Renewal from;
    private RenewalState state;
    private Instant deadlineAt;
    private Sending sending;
    private int tries;
    private Optional<Instant> dueAt;
    private Optional<String> supplierOrder;
    private Optional<Money> cost;
    private Optional<Delivered> delivered;
    private Optional<String> reason;
    private Optional<Instant> endedAt;
    private Optional<String> answer;
    private Optional<Secured> secured;
    private Optional<Instant> paidAt;

    RenewalChange(Renewal from) {
        this.from = from;
        state = from.state();
        deadlineAt = from.deadlineAt();
        sending = from.sending();
        tries = from.tries();
        dueAt = from.dueAt();
        supplierOrder = from.supplierOrder();
        cost = from.cost();
        delivered = from.delivered();
        reason = from.reason();
        endedAt = from.endedAt();
        answer = from.answer();
        secured = from.secured();
        paidAt = from.paidAt();
    }

    RenewalChange state(RenewalState next) {
        state = next;
        return this;
    }

    RenewalChange set(Sending nextSending, int nextTries, Optional<Instant> nextDue) {
        sending = nextSending;
        tries = nextTries;
        dueAt = nextDue;
        return this;
    }

    RenewalChange deadline(Instant next) {
        deadlineAt = next;
        return this;
    }

    RenewalChange sold(SupplierOrder order, Delivered given) {
        delivered = Optional.of(given);
        return paidFor(order);
    }

    RenewalChange paidFor(SupplierOrder order) {
        supplierOrder = Optional.of(order.orderId());
        cost = Optional.of(order.cost());
        return this;
    }

    RenewalChange delivered(Delivered given) {
        delivered = Optional.of(given);
        return this;
    }

    RenewalChange because(String why) {
        reason = Optional.of(why);
        return this;
    }

    RenewalChange paid(Secured by, Instant at) {
        secured = Optional.of(by);
        paidAt = Optional.of(at);
        return this;
    }

    RenewalChange ended(Instant at) {
        endedAt = Optional.of(at);
        return this;
    }

    RenewalChange notEnded() {
        endedAt = Optional.empty();
        return this;
    }

    RenewalChange answered(String first) {
        answer = Optional.of(first);
        return this;
    }

    Renewal done() {
        return new Renewal(
                from.id(),
                state,
                from.terms(),
                from.acceptedAt(),
                deadlineAt,
                sending,
                tries,
                dueAt,
                supplierOrder,
                cost,
                delivered,
                reason,
                endedAt,
                answer,
                secured,
                paidAt);
    }
}
