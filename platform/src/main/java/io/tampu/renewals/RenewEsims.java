package io.tampu.renewals;

import static io.tampu.renewals.Patience.earlier;

import io.tampu.checkout.Checkout;
import io.tampu.esims.Esims;
import io.tampu.esims.Looked;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.OrderWord;
import io.tampu.suppliers.Refusal;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.SupplierOrder;
import io.tampu.suppliers.TopUpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves renewals on, a step at a time: asks the supplier, then writes down what it said. The request, the sweep and the
 * recovery after a crash all come through {@link #moveOn}. What was asked was written down before (by
 * {@link AcceptRenewals} or the claim); no transaction is open while asking.
 */
final class RenewEsims {

    private static final Logger LOG = LoggerFactory.getLogger(RenewEsims.class);

    /** A renewal that others move on at the same time is read again; more often than this is a bug. */
    private static final int MOST_OVERTAKINGS = 5;

    private final Map<String, Supplier> suppliers;
    private final RenewalStore store;
    private final WriteDownSteps writeDown;
    private final Esims esims;
    private final Checkout checkout;
    private final Patience patience;
    private final Clock clock;

    RenewEsims(
            Map<String, Supplier> suppliers,
            RenewalStore store,
            WriteDownSteps writeDown,
            Esims esims,
            Checkout checkout,
            Patience patience,
            Clock clock) {
        this.suppliers = Map.copyOf(suppliers);
        this.store = store;
        this.writeDown = writeDown;
        this.esims = esims;
        this.checkout = checkout;
        this.patience = patience;
        this.clock = clock;
    }

    /** One step further. Gives the renewal as it stands then. */
    Renewal moveOn(Renewal renewal) {
        return switch (renewal.state()) {
            case FULFILLING -> renewal.sending() == Sending.CLEAR ? sendAgain(renewal) : settleDoubt(renewal);
            case IN_DOUBT -> settleDoubt(renewal);
            case RENEWED -> checkDelivery(renewal);
            case AWAITING_PAYMENT -> awaitPayment(renewal);
            case REFUNDED -> lookForLateDelivery(renewal);
            // The refund itself is followed by the checkout, which tells when the money is back.
            case REFUNDING ->
                renewal.sending() == Sending.ASKED
                        ? lookForLateDelivery(renewal)
                        : write(renewal, now -> now.lookAgain(nextLook(now)));
            // No renewal rests in these: they are walked through in one transaction, or are an end.
            case PAID, UNPAID, UNDELIVERED -> renewal;
        };
    }

    /** It can no longer be paid: once every attempt is closed at its provider, it has ended without money. */
    private Renewal awaitPayment(Renewal renewal) {
        if (!isPast(renewal.terms().payUntil().orElseThrow())) {
            return renewal;
        }
        checkout.closePages(renewal.id().value());
        boolean isOver = checkout.story(renewal.id().value()).attempts().stream()
                .allMatch(attempt -> attempt.state().isEnd());
        return write(
                renewal,
                now -> now.state() != RenewalState.AWAITING_PAYMENT
                        ? Step.staying(now)
                        : isOver
                                ? now.unpaid(clock.instant())
                                : now.stillUnpaid(clock.instant().plus(Patience.beforeTry(now.tries()))));
    }

    /** Sends an order that was just written down, by whoever wrote it. */
    Renewal send(Renewal renewal) {
        if (clock.instant().isAfter(writtenDownAt(renewal).plus(Patience.SEND_WITHIN))) {
            return write(renewal, this::tryLater);
        }
        TopUpAnswer answer = supplierOf(renewal).topUp(renewal.terms().order(renewal.id()));
        return switch (answer) {
            case TopUpAnswer.Done(SupplierOrder order) -> recordSale(renewal, order);
            case TopUpAnswer.Refused(Refusal why, String code, String said) -> {
                alarm(renewal, why, code, said);
                // What we thought of this eSIM was wrong: the next offers are made from a new word.
                esims.find(renewal.terms().esim()).ifPresent(esims::refreshSoon);
                yield write(renewal, now -> refused(now, why, code + " " + said));
            }
            case TopUpAnswer.NotNow(Duration after, String code, String said) -> {
                LOG.info("renewal {}: the supplier cannot now ({} {})", renewal.id(), code, said);
                yield write(renewal, now -> tryLater(now, after));
            }
            case TopUpAnswer.Silent(String what) -> {
                LOG.warn("renewal {}: the supplier was silent on the order ({})", renewal.id(), what);
                yield write(renewal, now -> doubt(now, what));
            }
        };
    }

    private Renewal sendAgain(Renewal renewal) {
        if (isPast(renewal.deadlineAt())) {
            return write(renewal, now -> now.late("supplier-unavailable", Optional.empty(), clock.instant()));
        }
        return send(renewal);
    }

    /** Asks what became of an order; only the supplier's own word, or the deadline, ends the doubt. */
    private Renewal settleDoubt(Renewal renewal) {
        OrderWord word = supplierOf(renewal).askAbout(renewal.terms().order(renewal.id()));
        return switch (word) {
            case OrderWord.Sold(SupplierOrder order) -> recordSale(renewal, order);
            case OrderWord.EndedUnsold(String status) -> write(renewal, now -> unsold(now, status));
            case OrderWord.StillOpen(String status) -> write(renewal, now -> stillOpen(now, "still " + status));
            case OrderWord.NotSeen() -> notSold(renewal, "the supplier has not seen the order");
            case OrderWord.Silent(String what) -> notSold(renewal, what);
        };
    }

    private Renewal notSold(Renewal renewal, String said) {
        return isPast(renewal.deadlineAt())
                ? write(renewal, now -> tooLate(now, said))
                : write(renewal, now -> doubt(now, said));
    }

    /** The eSIM is read again at once, so that what is recorded as delivered is what is there; if it cannot be read, later. */
    private Renewal recordSale(Renewal renewal, SupplierOrder order) {
        Delivery delivery = Delivery.of(renewal, order, lookAtPackages(renewal));
        Optional<Instant> readAgain = delivery.isChecked()
                ? Optional.empty()
                : Optional.of(clock.instant().plus(Patience.beforeTry(0)));
        return write(
                renewal,
                now -> switch (now.state()) {
                    case FULFILLING, IN_DOUBT -> now.sold(order, delivery.given(), readAgain, clock.instant());
                    case REFUNDED, REFUNDING -> now.givenAfterRefund(order);
                    case AWAITING_PAYMENT, PAID, UNPAID, RENEWED, UNDELIVERED -> Step.staying(now);
                },
                Optional.of(delivery));
    }

    private Renewal checkDelivery(Renewal renewal) {
        Delivery delivery = Delivery.again(renewal, lookAtPackages(renewal));
        return delivery.isChecked()
                ? write(renewal, now -> now.checked(delivery.given()), Optional.of(delivery))
                : write(renewal, now -> now.lookAgain(nextLook(now)), Optional.of(delivery));
    }

    private Looked lookAtPackages(Renewal renewal) {
        Instant asked = clock.instant();
        EsimWord word = supplierOf(renewal).lookAtPackages(renewal.terms().iccid());
        return Looked.atPackages(renewal.terms().esim(), word, asked);
    }

    private Renewal lookForLateDelivery(Renewal renewal) {
        OrderWord word = supplierOf(renewal).askAbout(renewal.terms().order(renewal.id()));
        return switch (word) {
            case OrderWord.Sold(SupplierOrder order) -> {
                LOG.warn("renewal {}: data arrived after the refund, order {}", renewal.id(), order.orderId());
                yield write(renewal, now -> now.givenAfterRefund(order));
            }
            case OrderWord.EndedUnsold(String status) -> write(renewal, now -> now.lookAgain(nextLook(now)));
            case OrderWord.StillOpen(String status) -> write(renewal, now -> now.lookAgain(nextLook(now)));
            case OrderWord.NotSeen() -> write(renewal, now -> now.lookAgain(nextLook(now)));
            case OrderWord.Silent(String what) -> write(renewal, now -> now.lookAgain(nextLook(now)));
        };
    }

    private Step doubt(Renewal renewal, String what) {
        return switch (renewal.state()) {
            case FULFILLING, IN_DOUBT -> renewal.silent(what, nextTry(renewal), clock.instant());
            case AWAITING_PAYMENT, PAID, UNPAID, RENEWED, UNDELIVERED, REFUNDING, REFUNDED -> Step.staying(renewal);
        };
    }

    /** The supplier is working on it: the deadline moves on to the next question, as long as the cap allows. */
    private Step stillOpen(Renewal renewal, String said) {
        Instant cap = paidAt(renewal).plus(patience.openAtSupplier());
        if (!renewal.isUnderWay() || !isPast(renewal.deadlineAt())) {
            return doubt(renewal, said);
        }
        if (isPast(cap)) {
            return tooLate(renewal, said);
        }
        return doubt(renewal, said).with(to -> to.deadline(earlier(nextTry(renewal), cap)));
    }

    private Step tooLate(Renewal renewal, String said) {
        return !renewal.isUnderWay()
                ? Step.staying(renewal)
                : renewal.late("not-delivered-in-time", nextLook(renewal), clock.instant())
                        .said(said);
    }

    private Step tryLater(Renewal renewal) {
        return tryLater(renewal, Duration.ZERO);
    }

    private Step tryLater(Renewal renewal, Duration atLeast) {
        if (renewal.state() != RenewalState.FULFILLING) {
            return Step.staying(renewal);
        }
        Instant asked = clock.instant().plus(atLeast);
        Instant next = nextTry(renewal);
        return renewal.notNow(earlier(next.isAfter(asked) ? next : asked, renewal.deadlineAt()));
    }

    private Step refused(Renewal renewal, Refusal why, String said) {
        return !renewal.isUnderWay() ? Step.staying(renewal) : renewal.refused(reason(why), said, clock.instant());
    }

    /** An order that was sent twice may show its first try as ended while the second is on its way: it is looked for. */
    private Step unsold(Renewal renewal, String status) {
        return !renewal.isUnderWay()
                ? Step.staying(renewal)
                : renewal.refused("supplier-refused", status, clock.instant()).thenLook(nextLook(renewal));
    }

    private static String reason(Refusal why) {
        return switch (why) {
            case OTHER_PLAN -> "plan-not-available";
            case OPERATIONS -> "supplier-refused";
            case ESIM_GONE -> "esim-gone";
        };
    }

    private void alarm(Renewal renewal, Refusal why, String code, String said) {
        if (why == Refusal.OPERATIONS) {
            LOG.error("ALARM supplier-refuses-us: renewal {}, code {}: {}", renewal.id(), code, said);
        }
    }

    /** Never later than the deadline, so that the deadline itself is met. */
    private Instant nextTry(Renewal renewal) {
        Instant next = clock.instant().plus(Patience.beforeTry(renewal.tries()));
        return isPast(renewal.deadlineAt()) ? next : earlier(next, renewal.deadlineAt());
    }

    private Optional<Instant> nextLook(Renewal renewal) {
        Instant now = clock.instant();
        Instant end = paidAt(renewal).plus(patience.lookForLate());
        if (!now.isAfter(end)) {
            return Optional.of(now.plus(Patience.afterRefund(renewal.tries())));
        }
        return renewal.state().isEnd() ? Optional.empty() : Optional.of(now.plus(Patience.LOOK_AT_REFUND));
    }

    private Instant writtenDownAt(Renewal renewal) {
        return renewal.dueAt().map(due -> due.minus(patience.lease())).orElse(paidAt(renewal));
    }

    private static Instant paidAt(Renewal renewal) {
        return renewal.paidAt().orElse(renewal.acceptedAt());
    }

    private boolean isPast(Instant time) {
        return !clock.instant().isBefore(time);
    }

    private Supplier supplierOf(Renewal renewal) {
        String name = renewal.terms().supplier();
        Supplier supplier = suppliers.get(name);
        return supplier == null ? new AbsentSupplier(name) : supplier;
    }

    private Renewal write(Renewal renewal, Function<Renewal, Step> answer) {
        return write(renewal, answer, Optional.empty());
    }

    /** Writes down what follows from an answer; if somebody else has moved the renewal meanwhile, what follows from there. */
    private Renewal write(Renewal renewal, Function<Renewal, Step> answer, Optional<Delivery> delivery) {
        Renewal current = renewal;
        for (int i = 0; i < MOST_OVERTAKINGS; i++) {
            Step step = answer.apply(current);
            if (step.changesNothing()) {
                return current;
            }
            Optional<Renewal> written = writeDown.call(new WriteDownSteps.Entry(step, delivery));
            if (written.isPresent()) {
                return written.get();
            }
            current = store.find(current.id()).orElseThrow();
        }
        throw new IllegalStateException("renewal " + renewal.id() + " was overtaken too often");
    }
}
