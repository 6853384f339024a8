package io.tampu.renewals;

import io.tampu.catalog.Catalog;
import io.tampu.catalog.Plan;
import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptState;
import io.tampu.checkout.Checkout;
import io.tampu.checkout.Refund;
import io.tampu.checkout.Story;
import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.Secret;
import io.tampu.esims.Esim;
import io.tampu.esims.EsimId;
import io.tampu.esims.Esims;
import io.tampu.invoices.Receipts;
import io.tampu.ledger.Ledger;
import io.tampu.money.Money;
import io.tampu.suppliers.Supplier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The front door: offers, renewing, and how far a renewal has come. */
public final class Renewals implements AutoCloseable {

    /** Nobody is kept waiting for longer in one request. */
    public static final Duration MOST_WAIT = Duration.ofSeconds(60);

    /** How often the table is looked at for a renewal that another platform moves on. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** What the modules below give. */
    public record Parts(
            Database database,
            Catalog catalog,
            Esims esims,
            Ledger ledger,
            Receipts receipts,
            Checkout checkout,
            Map<String, Supplier> suppliers,
            Clock clock,
            Ids ids) {}

    private final RenewalStore store;
    private final FigureStore figures;
    private final EventFeed events;
    private final OfferPlans offers;
    private final OfferSeal seal;
    private final Catalog catalog;
    private final AcceptRenewals acceptRenewals;
    private final Checkout checkout;
    private final Ledger ledger;
    private final PayRenewals payRenewals;
    private final RefundRenewals refundRenewals;
    private final SettleDoubtfulRenewals settle;
    private final Waiting waiting = new Waiting();
    private final Patience patience;
    private final AnswerWriter answers;
    private final Clock clock;

    public Renewals(Parts parts, OfferRules rules, Patience patience, Secret offerKey, AnswerWriter answers) {
        this(
                parts,
                rules,
                patience,
                offerKey,
                answers,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("renewal-", 0).factory()));
    }

    /** @param steps on whose threads renewals are moved on: a simulation has one only, to be the same each time */
    Renewals(
            Parts parts,
            OfferRules rules,
            Patience patience,
            Secret offerKey,
            AnswerWriter answers,
            ExecutorService steps) {
        this.store = new RenewalStore(parts.database());
        this.figures = new FigureStore(parts.database(), store);
        this.events = new EventFeed(parts.database(), parts.ids());
        this.seal = new OfferSeal(offerKey);
        this.catalog = parts.catalog();
        this.offers = new OfferPlans(parts.catalog(), parts.esims(), seal, rules, parts.clock());
        this.checkout = parts.checkout();
        this.ledger = parts.ledger();
        this.acceptRenewals = new AcceptRenewals(
                parts.database(), store, parts.ledger(), events, checkout, patience, parts.ids(), parts.clock());
        var writeDown = new WriteDownSteps(
                parts.database(),
                store,
                parts.ledger(),
                parts.receipts(),
                parts.esims(),
                events,
                checkout,
                answers,
                parts.clock());
        var renewEsims =
                new RenewEsims(parts.suppliers(), store, writeDown, parts.esims(), checkout, patience, parts.clock());
        this.settle = new SettleDoubtfulRenewals(
                store, renewEsims, waiting, patience, parts.clock(), parts.ids().newWithOwnHome(), steps);
        this.payRenewals = new PayRenewals(
                parts.database(),
                store,
                writeDown,
                parts.ledger(),
                checkout,
                patience,
                settle::sendPaid,
                parts.clock());
        this.refundRenewals = new RefundRenewals(
                parts.database(), store, events, checkout, parts.receipts(), parts.suppliers(), parts.clock());
        checkout.serve(new MoneyForRenewals(store, writeDown, patience, settle::sendPaid));
        this.patience = patience;
        this.answers = answers;
        this.clock = parts.clock();
    }

    /** Who hears of each change of a renewal. Before {@link #start}. */
    public void follow(Follower follower) {
        events.follow(follower);
    }

    /** Begins the sweep that moves due renewals on. */
    public void start() {
        settle.start();
    }

    /** Settles what is due now, once, and says how many that were. For tests and operators who turn the clock by hand. */
    public int settleOnce() {
        return settle.settleDue();
    }

    /** Renewals that this platform is moving on at this moment. */
    public int underWay() {
        return waiting.size();
    }

    /** All plans there are for an eSIM, with what would happen. Writes no row. */
    public Offered offers(UUID buyer, Esim esim) {
        return offers.offer(buyer, esim);
    }

    /**
     * Renews, and waits so long for the end. The same key and wish, asked again, gets the same answer; nothing is kept of a
     * wish that is refused.
     */
    public RenewAnswer renew(RenewRequest request, Duration wait) {
        Instant until = clock.instant().plus(wait.compareTo(MOST_WAIT) > 0 ? MOST_WAIT : wait);
        Optional<Offer> offer = seal.open(request.offer()).filter(found -> isFor(found, request));
        Optional<Plan> plan = offer.flatMap(found -> catalog.find(found.plan()));
        if (offer.isEmpty() || plan.isEmpty()) {
            return knownOr(request, until, new RenewAnswer.OfferInvalid("not an offer made to you for this eSIM"));
        }
        if (!clock.instant().isBefore(offer.get().validUntil())) {
            return knownOr(request, until, new RenewAnswer.OfferLapsed());
        }
        return switch (request.pay()) {
            case Pay.FromBalance() ->
                answer(
                        acceptRenewals.accept(
                                Terms.of(request, offer.get(), plan.get(), Optional.empty(), Refund.To.BALANCE)),
                        until);
            case Pay.ByLink link
            when !checkout.canTakeMoney() -> knownOr(request, until, new RenewAnswer.CannotTakeMoney());
            case Pay.ByLink link
            when !canGoTo(link.refundTo(), request.buyer(), offer.get().total()) ->
                knownOr(
                        request,
                        until,
                        new RenewAnswer.NoSuchBalance(offer.get().total().currency()));
            case Pay.ByLink link ->
                answer(
                        acceptRenewals.accept(
                                Terms.of(
                                        request,
                                        offer.get(),
                                        plan.get(),
                                        Optional.of(payUntil(offer.get())),
                                        link.refundTo()),
                                link),
                        until);
        };
    }

    /** What was answered, or would be, for a key that is already known; empty when it is new. */
    public Optional<RenewAnswer> known(UUID buyer, RequestKey key, Duration wait) {
        Instant until = clock.instant().plus(wait.compareTo(MOST_WAIT) > 0 ? MOST_WAIT : wait);
        return acceptRenewals.byKey(buyer, key).map(outcome -> answer(outcome, until));
    }

    /** The buyer wants all of it back while it is unused. Can be repeated. Empty: not a renewal of this buyer. */
    public Optional<RefundAnswer> giveBackUnused(UUID buyer, RenewalId id, Refund.To to) {
        return find(buyer, id).map(renewal -> refundRenewals.unused(renewal, to));
    }

    /** Staff gives back as much of a delivered renewal, whatever was used. Each call gives back again. */
    public RefundAnswer giveBackByStaff(Renewal renewal, Money amount, Refund.To to) {
        return refundRenewals.byStaff(renewal, amount, to);
    }

    /** Whoever's it is. */
    public Optional<Renewal> forStaff(RenewalId id) {
        return store.find(id);
    }

    public Optional<Renewal> find(UUID buyer, RenewalId id) {
        return store.find(id).filter(renewal -> renewal.terms().buyer().equals(buyer));
    }

    public Optional<Renewal> findByReference(UUID buyer, String reference) {
        return store.findByReference(buyer, reference);
    }

    /** A buyer's renewals, oldest first, {@code limit} at most, those after {@code after}. */
    public List<Renewal> list(UUID buyer, Optional<RenewalId> after, int limit) {
        return store.list(buyer, after, limit);
    }

    /** A buyer's renewals, newest first, {@code limit} at most, those before {@code before}. */
    public List<Renewal> newest(UUID buyer, Optional<RenewalId> before, int limit) {
        return store.newest(buyer, before, limit);
    }

    /** Those of a buyer's newest renewals, so many, that have not come to an end, newest first. */
    public List<Renewal> openAmongNewest(UUID buyer, int among) {
        return store.openAmongNewest(buyer, among);
    }

    /** Those of a buyer's newest renewals, {@code among} so many, that are of this eSIM, newest first, {@code limit} at most. */
    public List<Renewal> ofEsimAmongNewest(UUID buyer, EsimId esim, int among, int limit) {
        return store.ofEsimAmongNewest(buyer, esim, among, limit);
    }

    /** How long a renewal may take. */
    public Patience patience() {
        return patience;
    }

    /** What an offer says. Empty for what was not sealed here; whether it still holds is judged when it is taken. */
    public Optional<Offer> read(String offer) {
        return seal.open(offer);
    }

    /** The last moment at which an eSIM can be renewed whose data and time end, or ended, then. */
    public Instant renewableUntil(Esim esim, Instant end) {
        return offers.renewableUntil(esim, end);
    }

    /**
     * What happened to a buyer's renewals after a place in the feed, {@code limit} at most, oldest first. What was read once
     * is read again in the same order, and nothing ever appears before a place that was reached.
     */
    public List<FeedEvent> events(UUID buyer, FeedCursor after, int limit) {
        return events.read(buyer, after, limit);
    }

    /** The ids of those readers for whom there is something new. */
    public Set<UUID> withNews(List<FeedReader> readers) {
        return events.withNews(readers);
    }

    /** The place from which on a new reader hears all that happens after now. */
    public FeedCursor feedEnd() {
        return events.end();
    }

    /** The headline figure: renewals that are paid, not delivered, and past their deadline. It is zero. */
    public long paidButNotDelivered() {
        return store.countPastDeadline(clock.instant());
    }

    /** How renewals stand, for those who watch. Seven statements. */
    public RenewalFigures figures() {
        return figures.read(clock.instant());
    }

    /** Waits for what is under way, then stops. What does not end in time is settled by the next platform. */
    @Override
    public void close() {
        settle.close();
    }

    private static boolean isFor(Offer offer, RenewRequest request) {
        return offer.buyer().equals(request.buyer()) && offer.iccid().equals(request.iccid());
    }

    private Instant payUntil(Offer offer) {
        Instant atLeast = clock.instant().plus(patience.payWithin());
        return offer.validUntil().isAfter(atLeast) ? offer.validUntil() : atLeast;
    }

    private RenewAnswer knownOr(RenewRequest request, Instant until, RenewAnswer refusal) {
        return request.key()
                .flatMap(key -> acceptRenewals.byKey(request.buyer(), key))
                .map(outcome -> answer(outcome, until))
                .orElse(refusal);
    }

    private RenewAnswer answer(AcceptRenewals.Outcome outcome, Instant until) {
        return switch (outcome) {
            case AcceptRenewals.Outcome.New(Renewal renewal, Optional<Attempt> attempt) -> {
                if (attempt.isPresent()) {
                    checkout.follow(attempt.get());
                    yield pageAnswer(renewal, until);
                }
                settle.send(renewal);
                yield firstAnswer(renewal, until);
            }
            case AcceptRenewals.Outcome.Known(Renewal renewal)
            when renewal.terms().isPaidFromOutside() && renewal.answer().isEmpty() -> pageAnswer(renewal, until);
            case AcceptRenewals.Outcome.Known(Renewal renewal) -> firstAnswer(renewal, until);
            case AcceptRenewals.Outcome.No(RenewAnswer why) -> why;
        };
    }

    /** The answer that was fixed first, waiting for it; when time is over, what is true now becomes that answer. */
    private RenewAnswer firstAnswer(Renewal renewal, Instant until) {
        Renewal current = renewal;
        while (!isTold(current) && clock.instant().isBefore(until)) {
            Duration left = Duration.between(clock.instant(), until);
            current = waiting.await(renewal.id(), left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY)
                    .filter(Renewals::isTold)
                    .orElseGet(() -> store.find(renewal.id()).orElseThrow());
        }
        return fixedAnswer(current);
    }

    /** Whoever pays by a page waits for the page: a provider that was silent at first is asked again meanwhile. */
    private RenewAnswer pageAnswer(Renewal renewal, Instant until) {
        while (isBeingAskedFor(money(renewal)) && clock.instant().isBefore(until)) {
            waiting.await(renewal.id(), LOOK_EVERY);
        }
        return fixedAnswer(store.find(renewal.id()).orElseThrow());
    }

    private static boolean isBeingAskedFor(Story story) {
        return story.attempts().stream().anyMatch(attempt -> attempt.state() == AttemptState.WRITTEN);
    }

    /** Money that shall go to a balance needs one in its currency, or none yet. */
    private boolean canGoTo(Refund.To to, UUID buyer, Money total) {
        return to == Refund.To.ORIGINAL
                || ledger.available(buyer)
                        .map(available -> available.currency().equals(total.currency()))
                        .orElse(true);
    }

    /** There is nothing more to wait for: its answer is fixed, or (asked without a key, none is kept) it has ended. */
    private static boolean isTold(Renewal renewal) {
        return renewal.answer().isPresent()
                || renewal.state().isEnd() && renewal.terms().key().isEmpty();
    }

    private RenewAnswer fixedAnswer(Renewal reached) {
        return new RenewAnswer.Accepted(
                reached.id(),
                reached.answer()
                        .orElseGet(() -> store.keepAnswer(
                                reached.id(),
                                answers.write(
                                        reached, reached.terms().isPaidFromOutside() ? money(reached) : Story.NONE))));
    }

    /** What happened to a renewal's money outside. */
    public Story money(Renewal renewal) {
        return checkout.story(renewal.id().value());
    }

    /** What happened to the money of several renewals outside. */
    public Map<UUID, Story> money(List<Renewal> renewals) {
        return checkout.stories(
                renewals.stream().map(renewal -> renewal.id().value()).toList());
    }

    /** Pays a renewal that awaits its money by another means. Can be repeated. Empty: not a renewal of this buyer. */
    public Optional<PayAnswer> pay(UUID buyer, RenewalId id, Pay pay) {
        boolean impossible = pay instanceof Pay.ByLink && !checkout.canTakeMoney();
        return find(buyer, id)
                .map(renewal -> impossible ? new PayAnswer.CannotTakeMoney() : payRenewals.pay(renewal, pay));
    }
}
