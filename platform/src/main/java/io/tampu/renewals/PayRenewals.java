package io.tampu.renewals;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptState;
import io.tampu.checkout.Checkout;
import io.tampu.engine.Database;
import io.tampu.ledger.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;

/**
 * Pays a renewal that awaits its money by another means: a new page, or the buyer's balance. What was tried before is closed at
 * its provider; money that comes of it all the same goes back by itself. Can be repeated: a page that is open is given again.
 */
final class PayRenewals {

    private final Database database;
    private final RenewalStore store;
    private final WriteDownSteps writeDown;
    private final Ledger ledger;
    private final Checkout checkout;
    private final Patience patience;
    private final Consumer<Renewal> send;
    private final Clock clock;

    /** @param send sends the order of a renewal that was just paid, soon */
    PayRenewals(
            Database database,
            RenewalStore store,
            WriteDownSteps writeDown,
            Ledger ledger,
            Checkout checkout,
            Patience patience,
            Consumer<Renewal> send,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.writeDown = writeDown;
        this.ledger = ledger;
        this.checkout = checkout;
        this.patience = patience;
        this.send = send;
        this.clock = clock;
    }

    PayAnswer pay(Renewal renewal, Pay pay) {
        return switch (pay) {
            case Pay.FromBalance() -> fromBalance(renewal);
            case Pay.ByLink link -> byLink(renewal, link);
        };
    }

    private PayAnswer byLink(Renewal renewal, Pay.ByLink link) {
        if (renewal.state() != RenewalState.AWAITING_PAYMENT) {
            return new PayAnswer.NotAwaitingPayment(renewal.state());
        }
        if (!clock.instant().isBefore(renewal.terms().payUntil().orElseThrow())) {
            return new PayAnswer.Lapsed();
        }
        Optional<Renewal> other = store.findOpen(renewal.terms().esim());
        if (other.isPresent()) {
            return new PayAnswer.InProgress(other.get().id());
        }
        if (hasOpenPage(renewal)) {
            return new PayAnswer.Done(renewal.id());
        }
        Attempt attempt = database.inTransaction(() -> {
            checkout.close(renewal.id().value());
            Attempt next = checkout.attempt(AcceptRenewals.asking(renewal, link));
            checkout.write(List.of(next));
            return next;
        });
        checkout.follow(attempt);
        return new PayAnswer.Done(renewal.id());
    }

    /** A page on which nothing was refused yet; after a refusal the payer may want another means there. */
    private boolean hasOpenPage(Renewal renewal) {
        return checkout.story(renewal.id().value()).attempts().stream()
                .anyMatch(attempt -> attempt.state() == AttemptState.OPEN
                        && !attempt.closing()
                        && attempt.decline().isEmpty());
    }

    private PayAnswer fromBalance(Renewal renewal) {
        PayAnswer answer = holdOrSayWhoIsFirst(renewal);
        if (answer instanceof PayAnswer.Done(RenewalId id)) {
            // Not while the renewal is locked: money that comes by one of them locks it the other way round.
            checkout.close(id.value());
            store.find(id)
                    .filter(paid -> paid.state() == RenewalState.FULFILLING && paid.sending() == Sending.ASKED)
                    .ifPresent(send);
        }
        return answer;
    }

    /** Two renewals of an eSIM that are paid in the same moment both find it free; the table lets one through. */
    private PayAnswer holdOrSayWhoIsFirst(Renewal renewal) {
        try {
            return database.inTransaction(() -> hold(renewal.id()));
        } catch (DuplicateKeyException overtaken) {
            return store.findOpen(renewal.terms().esim())
                    .<PayAnswer>map(other -> new PayAnswer.InProgress(other.id()))
                    .orElseThrow(() -> overtaken);
        }
    }

    private PayAnswer hold(RenewalId id) {
        // Before the renewal, as money that comes does: else the two could wait for each other.
        checkout.lock(id.value());
        Renewal renewal = store.lock(List.of(id.value())).getFirst();
        if (renewal.state() != RenewalState.AWAITING_PAYMENT) {
            return new PayAnswer.NotAwaitingPayment(renewal.state());
        }
        Optional<Renewal> other = store.findOpen(renewal.terms().esim());
        if (other.isPresent()) {
            return new PayAnswer.InProgress(other.get().id());
        }
        Instant now = clock.instant();
        if (!now.isBefore(renewal.terms().payUntil().orElseThrow())) {
            return new PayAnswer.Lapsed();
        }
        if (!ledger.hold(List.of(renewal.terms().hold(id)), now).isEmpty()) {
            return new PayAnswer.InsufficientBalance(renewal.terms().total());
        }
        writeDown.paidInTheTransaction(
                List.of(renewal.paid(Secured.HOLD, now.plus(patience.delivery()), now.plus(patience.lease()), now)));
        return new PayAnswer.Done(id);
    }
}
