package io.tampu.renewals;

import io.tampu.checkout.Asking;
import io.tampu.checkout.Attempt;
import io.tampu.checkout.Checkout;
import io.tampu.engine.Combiner;
import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.ledger.Hold;
import io.tampu.ledger.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Accepts renewals: the renewal with the hold on the balance and the order to the supplier, or with the attempt to be paid, is
 * written down in one transaction, for all that are waiting. What the tables forbid (the same key, reference or eSIM) is not
 * written, and explained.
 */
final class AcceptRenewals {

    /** More in one commit than this would keep the first ones waiting. */
    private static final int MOST = 64;

    /** A conflicting row may be gone when it is looked for: then it is tried again, this often. */
    private static final int MOST_TRIES = 3;

    /** What became of one wish. */
    sealed interface Outcome {
        /** Written down; whoever gets this sends the order, or asks for the money. */
        record New(Renewal renewal, Optional<Attempt> attempt) implements Outcome {}

        /** There was one with this key already. */
        record Known(Renewal renewal) implements Outcome {}

        record No(RenewAnswer why) implements Outcome {}
    }

    /** A renewal to be written down, with the attempt to be paid for it if that is from outside. */
    private record Wish(Renewal renewal, Optional<Attempt> attempt) {
        RenewalId id() {
            return renewal.id();
        }

        Terms terms() {
            return renewal.terms();
        }

        Outcome written() {
            return new Outcome.New(renewal, attempt);
        }
    }

    private final Database database;
    private final RenewalStore store;
    private final Ledger ledger;
    private final Checkout checkout;
    private final Patience patience;
    private final Ids ids;
    private final EventFeed events;
    private final Clock clock;
    private final Combiner<Wish, Outcome> lane = new Combiner<>(MOST, this::acceptAll);

    AcceptRenewals(
            Database database,
            RenewalStore store,
            Ledger ledger,
            EventFeed events,
            Checkout checkout,
            Patience patience,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.ledger = ledger;
        this.checkout = checkout;
        this.patience = patience;
        this.ids = ids;
        this.events = events;
        this.clock = clock;
    }

    /** Tries to write it down, together with what else is waiting. */
    Outcome accept(Terms terms) {
        Instant now = clock.instant();
        return lane.call(new Wish(
                Renewal.accepted(newId(terms), terms, now, now.plus(patience.delivery()), now.plus(patience.lease())),
                Optional.empty()));
    }

    /** Tries to write it down with a first attempt to be paid by a page. Nothing is asked of anybody who could not have it. */
    Outcome accept(Terms terms, Pay.ByLink link) {
        Optional<Outcome> refused = whatStandsInTheWay(terms);
        if (refused.isPresent()) {
            return refused.get();
        }
        RenewalId id = newId(terms);
        Renewal renewal = Renewal.awaitingPayment(
                id, terms, clock.instant(), terms.payUntil().orElseThrow());
        return lane.call(new Wish(renewal, Optional.of(checkout.attempt(asking(renewal, link)))));
    }

    private RenewalId newId(Terms terms) {
        return new RenewalId(ids.newBeside(terms.esim().value()));
    }

    static Asking asking(Renewal renewal, Pay.ByLink link) {
        Terms terms = renewal.terms();
        return new Asking(
                MoneyForRenewals.NAME,
                renewal.id().value(),
                terms.buyer(),
                terms.total(),
                terms.promise().planName(),
                link.backTo(),
                link.language(),
                terms.payUntil().orElseThrow());
    }

    /** What is already known by this key; empty when it is new. */
    Optional<Outcome> byKey(UUID buyer, RequestKey key) {
        return store.findByKey(buyer, key.key()).map(known -> asked(known, key));
    }

    private List<Outcome> acceptAll(List<Wish> wishes) {
        var outcomes = new HashMap<RenewalId, Outcome>();
        // In the order of the eSIMs, so that two platforms cannot wait for each other.
        accept(
                wishes.stream()
                        .sorted(Comparator.comparing(wish -> wish.terms().esim().value()))
                        .toList(),
                outcomes);
        return wishes.stream().map(wish -> outcomes.get(wish.id())).toList();
    }

    private void accept(List<Wish> wishes, Map<RenewalId, Outcome> outcomes) {
        try {
            Set<RenewalId> written = write(wishes);
            for (Wish wish : wishes) {
                outcomes.put(wish.id(), written.contains(wish.id()) ? wish.written() : explain(wish, 1));
            }
        } catch (TooShort tooShort) {
            acceptApart(wishes, tooShort.balances(), outcomes);
        }
    }

    private Set<RenewalId> write(List<Wish> wishes) {
        return database.inTransaction(() -> {
            Set<RenewalId> written =
                    store.insert(wishes.stream().map(Wish::renewal).toList());
            List<Wish> taken =
                    wishes.stream().filter(wish -> written.contains(wish.id())).toList();
            checkout.write(
                    taken.stream().flatMap(wish -> wish.attempt().stream()).toList());
            List<Hold> holds = taken.stream()
                    .filter(wish -> wish.attempt().isEmpty())
                    .map(wish -> wish.terms().hold(wish.id()))
                    .toList();
            Set<UUID> tooShort = holds.isEmpty() ? Set.of() : ledger.hold(holds, clock.instant());
            if (!tooShort.isEmpty()) {
                throw new TooShort(tooShort);
            }
            events.accepted(taken.stream().map(Wish::renewal).toList());
            return written;
        });
    }

    /** The buyers with enough together, the others' wishes one by one, as far as their balance goes. */
    private void acceptApart(List<Wish> wishes, Set<UUID> tooShort, Map<RenewalId, Outcome> outcomes) {
        var enough = new ArrayList<Wish>();
        for (Wish wish : wishes) {
            if (wish.attempt().isPresent() || !tooShort.contains(wish.terms().buyer())) {
                enough.add(wish);
            } else if (wishes.size() == 1) {
                outcomes.put(wish.id(), tooLittle(wish));
            } else {
                accept(List.of(wish), outcomes);
            }
        }
        if (!enough.isEmpty()) {
            accept(enough, outcomes);
        }
    }

    /** Why a wish was not written: read again, since the statement that refused it does not say. */
    private Outcome explain(Wish wish, int tries) {
        if (store.find(wish.id()).isPresent()) {
            // Our own row: the commit was done, and only the word of it was lost.
            return wish.written();
        }
        Terms terms = wish.terms();
        Optional<Outcome> refused = whatStandsInTheWay(terms);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (tries == MOST_TRIES) {
            throw new IllegalStateException("a renewal of " + terms.iccid() + " was refused without a reason");
        }
        try {
            return write(List.of(wish)).isEmpty() ? explain(wish, tries + 1) : wish.written();
        } catch (TooShort tooShort) {
            return tooLittle(wish);
        }
    }

    /** The same key, the same reference, or a renewal of the same eSIM: the first of them counts. */
    private Optional<Outcome> whatStandsInTheWay(Terms terms) {
        Optional<Renewal> open = store.findOpen(terms.esim());
        Optional<Renewal> referred = terms.reference().flatMap(name -> store.findByReference(terms.buyer(), name));
        // Read last: the same request, repeated, may be written down at this moment, and is then found by its key as
        // well.
        Optional<Outcome> known = terms.key().flatMap(key -> byKey(terms.buyer(), key));
        return known.or(() -> referred.map(by -> new Outcome.No(new RenewAnswer.ReferenceUsed(by.id()))))
                .or(() -> open.map(by -> new Outcome.No(new RenewAnswer.InProgress(by.id()))));
    }

    private static Outcome tooLittle(Wish wish) {
        return new Outcome.No(new RenewAnswer.InsufficientBalance(wish.terms().total()));
    }

    private static Outcome asked(Renewal known, RequestKey key) {
        return known.terms().key().equals(Optional.of(key))
                ? new Outcome.Known(known)
                : new Outcome.No(new RenewAnswer.KeyReused(known.id()));
    }
}
