package io.tampu.renewals;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.Checkout;
import io.tampu.engine.Database;
import io.tampu.ledger.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

/**
 * Pays a renewal that awaits its money by another means: a new page, or the buyer's balance. What was tried before is closed at
 * its provider; money that comes of it all the same goes back by itself. Can be repeated: a page that is open is given again.
 *
 * <p>Pages are closed after the commit: money that comes locks its attempt before the renewal, so whoever holds the renewal never
 * waits for an attempt. What a failure between the two leaves open closes with its time.
 */
final class PayRenewals {

    private static final Logger LOG = LoggerFactory.getLogger(PayRenewals.class);

    /** More pages for one renewal than this are a program that runs wild. */
    private static final int MOST_PAGES = 20;

    /** Who was overtaken tries again, and is told who was first unless that has ended already: so often at most. */
    private static final int MOST_TRIES = 3;

    private final Database database;
    private final RenewalStore store;
    private final WriteDownSteps writeDown;
    private final Ledger ledger;
    private final Checkout checkout;
    private final Patience patience;
    private final Consumer<List<UUID>> sendPaid;
    private final Clock clock;

    /** @param sendPaid sends the orders of renewals that were just paid, soon */
    PayRenewals(
            Database database,
            RenewalStore store,
            WriteDownSteps writeDown,
            Ledger ledger,
            Checkout checkout,
            Patience patience,
            Consumer<List<UUID>> sendPaid,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.writeDown = writeDown;
        this.ledger = ledger;
        this.checkout = checkout;
        this.patience = patience;
        this.sendPaid = sendPaid;
        this.clock = clock;
    }

    PayAnswer pay(Renewal renewal, Pay pay) {
        return switch (pay) {
            case Pay.FromBalance() -> fromBalance(renewal);
            case Pay.ByLink link -> byLink(renewal, link);
        };
    }

    private PayAnswer byLink(Renewal renewal, Pay.ByLink link) {
        var asked = new ArrayList<Attempt>();
        var unwanted = new ArrayList<Attempt>();
        PayAnswer answer = database.inTransaction(() -> {
            Renewal locked = store.lock(List.of(renewal.id().value())).getFirst();
            Optional<PayAnswer> refused = whyNot(locked);
            List<Attempt> tried = checkout.story(renewal.id().value()).attempts();
            if (refused.isPresent() || tried.stream().anyMatch(PayRenewals::isToBePaid)) {
                return refused.orElse(new PayAnswer.Done(renewal.id()));
            }
            if (tried.size() >= MOST_PAGES) {
                return new PayAnswer.TooManyPages();
            }
            Attempt next = checkout.attempt(AcceptRenewals.asking(locked, link));
            checkout.write(List.of(next));
            asked.add(next);
            unwanted.addAll(tried);
            return new PayAnswer.Done(renewal.id());
        });
        if (!unwanted.isEmpty()) {
            afterwards(renewal, () -> checkout.closePages(unwanted));
        }
        asked.forEach(checkout::follow);
        return answer;
    }

    private Optional<PayAnswer> whyNot(Renewal renewal) {
        if (renewal.state() != RenewalState.AWAITING_PAYMENT) {
            return Optional.of(new PayAnswer.NotAwaitingPayment(renewal.state()));
        }
        if (!clock.instant().isBefore(renewal.terms().payUntil().orElseThrow())) {
            return Optional.of(new PayAnswer.Lapsed());
        }
        return store.findOpen(renewal.terms().esim()).map(other -> new PayAnswer.InProgress(other.id()));
    }

    /** A page on which nothing was refused yet, or will be soon; after a refusal the payer may want another means there. */
    private static boolean isToBePaid(Attempt attempt) {
        return !attempt.state().isEnd()
                && !attempt.closing()
                && attempt.decline().isEmpty();
    }

    private PayAnswer fromBalance(Renewal renewal) {
        PayAnswer answer = holdOrSayWhyNot(renewal, 1);
        if (answer instanceof PayAnswer.Done(RenewalId id)) {
            sendPaid.accept(List.of(id.value()));
            afterwards(renewal, () -> checkout.closePages(id.value()));
        }
        return answer;
    }

    /** What was committed stands, and the payer is told so, whatever becomes of this. */
    private static void afterwards(Renewal renewal, Runnable close) {
        try {
            close.run();
        } catch (DataAccessException failed) {
            LOG.warn("renewal {}: a page that nobody wants stays open until its time", renewal.id(), failed);
        }
    }

    /** Two renewals of an eSIM that are paid in the same moment both find it free; the table lets one through. */
    private PayAnswer holdOrSayWhyNot(Renewal renewal, int tries) {
        try {
            return database.inTransaction(() -> hold(renewal.id()));
        } catch (TooShort tooShort) {
            return new PayAnswer.InsufficientBalance(renewal.terms().total());
        } catch (DuplicateKeyException overtaken) {
            if (tries == MOST_TRIES) {
                throw overtaken;
            }
            return holdOrSayWhyNot(renewal, tries + 1);
        }
    }

    private PayAnswer hold(RenewalId id) {
        Renewal renewal = store.lock(List.of(id.value())).getFirst();
        Optional<PayAnswer> refused = whyNot(renewal);
        if (refused.isPresent()) {
            return refused.get();
        }
        Instant now = clock.instant();
        // The balance last: writing the step waits for whoever is paying another renewal of this eSIM.
        writeDown.paidInTheTransaction(
                List.of(renewal.paid(Secured.HOLD, now.plus(patience.delivery()), now.plus(Patience.PICK_UP), now)));
        Set<UUID> tooShort = ledger.hold(List.of(renewal.terms().hold(id)), now);
        if (!tooShort.isEmpty()) {
            throw new TooShort(tooShort);
        }
        return new PayAnswer.Done(id);
    }
}
