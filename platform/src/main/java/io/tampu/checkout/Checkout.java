package io.tampu.checkout;

import io.tampu.engine.Database;
import io.tampu.engine.DueWork;
import io.tampu.engine.GiveWay;
import io.tampu.engine.Ids;
import io.tampu.engine.OneStepAtATime;
import io.tampu.ledger.Ledger;
import io.tampu.ledger.OutsideMoney;
import io.tampu.money.Money;
import io.tampu.payments.PaymentProvider;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The front door: asking for money, giving it back, following hints, and the story of a payment. */
public final class Checkout implements AutoCloseable {

    private static final Duration SWEEP_EVERY = Duration.ofMillis(500);
    /** Providers limit how much is asked of them at once. */
    private static final int MOST_AT_ONCE = 32;
    /** So many notifications being answered at once are a burst: their sender gives up after seconds, the rest has time. */
    private static final int BURST = 16;
    /** And if it does not end, what was paid is followed all the same. */
    private static final Duration MOST_GIVING_WAY = Duration.ofSeconds(3);

    /** What the modules below give. */
    public record Parts(
            Database database, Ledger ledger, Map<String, PaymentProvider> providers, Clock clock, Ids ids) {}

    private final Database database;
    private final Map<String, PaymentProvider> providers;
    private final AttemptStore attempts;
    private final RefundStore refunds;
    private final DisputeStore disputes;
    private final Purposes purposes = new Purposes();
    private final OweRefunds owe;
    private final FollowAttempts followAttempts;
    private final FollowRefunds followRefunds;
    private final FollowDisputes followDisputes;
    private final FollowHints followHints;
    private final ReconcileDay reconcileDay;
    private final ReconcileSweep reconcileSweep;
    private final GiveWay bursts = new GiveWay(BURST, MOST_GIVING_WAY);
    private final OneStepAtATime<Attempt> attemptSteps;
    private final DueWork<Attempt> dueAttempts;
    private final DueWork<Refund> dueRefunds;
    private final DueWork<Dispute> dueDisputes;
    private final Clock clock;
    private final Ids ids;

    public Checkout(Parts parts) {
        this(
                parts,
                () -> Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("checkout-", 0).factory()));
    }

    /** @param threads on which steps run: a simulation has one only, to be the same each time */
    public Checkout(Parts parts, Supplier<ExecutorService> threads) {
        this.database = parts.database();
        this.providers = Map.copyOf(parts.providers());
        this.clock = parts.clock();
        this.ids = parts.ids();
        this.attempts = new AttemptStore(database);
        this.refunds = new RefundStore(database);
        this.disputes = new DisputeStore(database);
        var books = new OutsideMoney(database);
        this.owe = new OweRefunds(attempts, refunds, books, ids);
        var writeDown = new WriteDownMoney(database, attempts, owe, books, purposes, clock);
        this.followAttempts = new FollowAttempts(providers, attempts, writeDown, clock);
        this.reconcileDay =
                new ReconcileDay(database, attempts, refunds, new BreakStore(database), writeDown, clock, ids);
        this.reconcileSweep = new ReconcileSweep(providers, reconcileDay, clock);
        this.followRefunds = new FollowRefunds(new FollowRefunds.Parts(
                providers, database, attempts, refunds, disputes, owe, books, parts.ledger(), purposes, clock));
        this.followDisputes = new FollowDisputes(providers, database, attempts, disputes, books, clock);
        this.followHints = new FollowHints(attempts, refunds, disputes, ids, clock);
        this.attemptSteps = new OneStepAtATime<>(
                Attempt::id, attempt -> followAttempts.moveOn(attempt).state().isPaid());
        this.dueAttempts = new DueWork<>(
                "follow-attempts",
                MOST_AT_ONCE,
                most -> attempts.claimDue(clock.instant(), CheckoutPatience.LEASE, most),
                this::moveOn,
                threads.get());
        this.dueRefunds = new DueWork<>(
                "follow-refunds",
                MOST_AT_ONCE,
                most -> refunds.claimDue(clock.instant(), CheckoutPatience.LEASE, most),
                followRefunds::moveOn,
                threads.get());
        this.dueDisputes = new DueWork<>(
                "follow-disputes",
                MOST_AT_ONCE,
                most -> disputes.claimDue(clock.instant(), CheckoutPatience.LEASE, most),
                followDisputes::moveOn,
                threads.get());
        purposes.add(new TopUps(attempts));
    }

    /** Says what money of a purpose is for. Once for each, before anything is followed. */
    public void serve(Purpose purpose) {
        purposes.add(purpose);
    }

    /** Begins the sweeps that move due work on. */
    public void start() {
        dueAttempts.start(SWEEP_EVERY);
        dueRefunds.start(SWEEP_EVERY);
        dueDisputes.start(SWEEP_EVERY);
        reconcileSweep.start();
    }

    /** Moves on what is due now, once, and says how much that was. For those who turn the clock by hand. */
    public int settleOnce() {
        return dueAttempts.runDue() + dueDisputes.runDue() + dueRefunds.runDue();
    }

    /** Attempts, refunds and disputes that this platform is moving on at this moment. */
    public int underWay() {
        return dueAttempts.underWay() + dueRefunds.underWay() + dueDisputes.underWay();
    }

    /** Holds each provider's bill of a day, UTC, against our rows. Can be repeated; what it finds agreed again, it closes. */
    public List<Reconciled> reconcile(LocalDate day) {
        return providers.values().stream()
                .map(provider -> reconcileDay.call(provider, day))
                .toList();
    }

    /** Whether payers can pay from outside: some provider is set up. */
    public boolean canTakeMoney() {
        return !providers.isEmpty();
    }

    /** Makes an attempt, to be written down by {@link #write}. The id that the provider will know is made here. */
    public Attempt attempt(Asking asking) {
        Instant now = clock.instant();
        String provider = providers.keySet().stream().sorted().findFirst().orElseThrow();
        return Attempt.written(
                new AttemptId(ids.newBeside(asking.reference())),
                new Attempt.Asked(
                        asking.purpose(),
                        asking.reference(),
                        asking.payer(),
                        provider,
                        "card",
                        asking.amount(),
                        asking.description(),
                        asking.backTo(),
                        asking.backTo(),
                        asking.language(),
                        now,
                        asking.payUntil()),
                now.plus(CheckoutPatience.LEASE));
    }

    /** Writes attempts down inside the caller's transaction. Whoever wrote one follows it, or it is due when the lease ends. */
    public void write(List<Attempt> written) {
        attempts.insert(written);
    }

    /** Money, attempts and refunds of several references at once. */
    public Map<UUID, Story> stories(Collection<UUID> references) {
        if (references.isEmpty()) {
            return Map.of();
        }
        List<Attempt> tried = attempts.ofAll(references);
        List<Refund> returned = refunds.ofAll(references);
        List<Dispute> disputed = disputes.ofAll(tried.stream()
                .filter(attempt -> attempt.state().isPaid())
                .map(Attempt::id)
                .toList());
        return references.stream()
                .distinct()
                .collect(Collectors.toMap(
                        reference -> reference, reference -> Story.of(reference, tried, returned, disputed)));
    }

    /** Asks the provider now, and gives the attempt as it stands then. Bounded by the provider's time-out. */
    public Attempt follow(Attempt attempt) {
        return followAttempts.moveOn(attempt);
    }

    /** Nobody wants this paid any more: open attempts are closed at their providers, soon. */
    public void closePages(UUID reference) {
        attempts.closeOf(List.of(reference), clock.instant());
    }

    /** Nobody wants these attempts paid any more: those that are open are closed at their providers, soon. */
    public void closePages(List<Attempt> unwanted) {
        attempts.close(unwanted.stream().map(Attempt::id).toList(), clock.instant());
    }

    /**
     * Tops a balance up: makes an attempt, writes it down and asks the provider.
     *
     * @param description for the payer, on the provider's page
     * @param topUp the top-up's own id, so that it can be repeated: the same id has the same attempt
     */
    public Attempt topUp(
            UUID topUp, UUID payer, Money amount, URI backTo, String description, String language, Duration window) {
        Optional<Attempt> known = attempts.ofAll(List.of(topUp)).stream()
                .filter(attempt -> !attempt.state().isEnd() || attempt.state() == AttemptState.KEPT)
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        Attempt attempt = attempt(new Asking(
                TopUps.NAME,
                topUp,
                payer,
                amount,
                description,
                backTo,
                language,
                clock.instant().plus(window)));
        attempts.insert(List.of(attempt));
        return follow(attempt);
    }

    /** Writes down that money goes back, inside the caller's transaction; what goes to a balance is there at once. */
    public List<Refund> giveBack(List<GiveBack> wishes, Instant now) {
        return owe.giveBack(wishes, now);
    }

    /** Attempts, refunds and disputes of a reference, oldest first. */
    public Story story(UUID reference) {
        return stories(List.of(reference)).getOrDefault(reference, Story.NONE);
    }

    /**
     * Takes hints in, inside the caller's transaction.
     *
     * @return what becomes of each, and the work to run once the transaction is committed
     */
    public Taken hear(List<Hint> hints) {
        FollowHints.Claimed claimed = followHints.claim(hints);
        return new Taken(claimed.fates(), () -> {
            claimed.attempts().stream().filter(attemptSteps::expect).forEach(dueAttempts::soon);
            claimed.refunds().forEach(dueRefunds::soon);
        });
    }

    /** Runs work that somebody outside waits for; in a burst of it, what is to be followed begins a little later. */
    public <T> T first(Supplier<T> work) {
        return bursts.first(work);
    }

    private void moveOn(Attempt attempt) {
        bursts.giveWay();
        attemptSteps.run(attempt);
    }

    /** How the money from outside stands, for those who watch. Four statements. */
    public CheckoutFigures figures() {
        return new FigureStore(database).read();
    }

    /** What became of hints; {@code afterwards} is to be run once their transaction is committed. */
    public record Taken(List<Hint.Fate> fates, Runnable afterwards) {}

    /** Waits for what is under way, then stops. What does not end in time is done by the next platform. */
    @Override
    public void close() {
        reconcileSweep.close();
        dueAttempts.close();
        dueRefunds.close();
        dueDisputes.close();
    }
}
