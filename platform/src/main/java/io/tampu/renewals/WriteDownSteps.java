package io.tampu.renewals;

import io.tampu.checkout.Checkout;
import io.tampu.checkout.GiveBack;
import io.tampu.checkout.Story;
import io.tampu.engine.Combiner;
import io.tampu.engine.Database;
import io.tampu.esims.Esims;
import io.tampu.invoices.Receipt;
import io.tampu.invoices.Receipts;
import io.tampu.ledger.Hold;
import io.tampu.ledger.Ledger;
import io.tampu.ledger.Sale;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes steps down together with all that must be true at the same moment: the books, the receipt, what is known of the
 * eSIM, and the answer to the buyer. One transaction for all that is waiting.
 */
final class WriteDownSteps {

    private static final Logger LOG = LoggerFactory.getLogger(WriteDownSteps.class);

    /** More in one commit than this would keep the first ones waiting. */
    private static final int MOST = 64;

    /** @param delivery what was read of the eSIM, empty when the step is not about one */
    record Entry(Step step, Optional<Delivery> delivery) {}

    private final Database database;
    private final RenewalStore store;
    private final Ledger ledger;
    private final Receipts receipts;
    private final Esims esims;
    private final EventFeed events;
    private final Checkout checkout;
    private final AnswerWriter answers;
    private final Clock clock;
    private final Combiner<Entry, Optional<Renewal>> lane = new Combiner<>(MOST, this::writeAll);

    WriteDownSteps(
            Database database,
            RenewalStore store,
            Ledger ledger,
            Receipts receipts,
            Esims esims,
            EventFeed events,
            Checkout checkout,
            AnswerWriter answers,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.ledger = ledger;
        this.receipts = receipts;
        this.esims = esims;
        this.events = events;
        this.checkout = checkout;
        this.answers = answers;
        this.clock = clock;
    }

    /** The renewal as written; empty when somebody else has moved it meanwhile, and nothing was written. */
    Optional<Renewal> call(Entry entry) {
        return lane.call(entry);
    }

    /** Writes steps of renewals down that are locked by the caller's transaction, and joins it. */
    void inTheTransaction(List<Step> steps) {
        List<Entry> entries =
                steps.stream().map(step -> new Entry(step, Optional.empty())).toList();
        if (store.record(steps).size() != steps.size()) {
            throw new IllegalStateException("a renewal that is locked was moved by somebody else");
        }
        writeConsequences(entries);
    }

    /** The same for steps by which the money is secured. */
    void paidInTheTransaction(List<Step> steps) {
        store.recordPaid(steps);
        events.moved(steps);
    }

    private List<Optional<Renewal>> writeAll(List<Entry> entries) {
        if (entries.stream().map(entry -> entry.step().to().id()).distinct().count() < entries.size()) {
            throw new IllegalStateException("two steps of one renewal in one set: they are written one by one");
        }
        List<Entry> answered = entries.stream().map(this::withAnswer).toList();
        return database.inTransaction(() -> {
            Map<RenewalId, Optional<String>> recorded =
                    store.record(answered.stream().map(Entry::step).toList());
            writeConsequences(answered.stream()
                    .filter(entry -> recorded.containsKey(entry.step().to().id()))
                    .toList());
            var written = new ArrayList<Optional<Renewal>>();
            for (Entry entry : answered) {
                Renewal to = entry.step().to();
                Optional<String> answer = recorded.getOrDefault(to.id(), Optional.empty());
                written.add(
                        recorded.containsKey(to.id())
                                ? Optional.of(answer.map(to::answered).orElse(to))
                                : Optional.empty());
            }
            return written;
        });
    }

    /** The buyer's answer is fixed with the end that it tells of, so that a retry gets the same bytes. */
    private Entry withAnswer(Entry entry) {
        Renewal to = entry.step().to();
        boolean wanted = to.state().isEnd()
                && to.answer().isEmpty()
                && to.terms().key().isPresent()
                && !to.terms().isPaidFromOutside();
        return wanted ? new Entry(entry.step().answered(answers.write(to, Story.NONE)), entry.delivery()) : entry;
    }

    private void writeConsequences(List<Entry> entries) {
        Instant now = clock.instant();
        List<Step> steps = entries.stream().map(Entry::step).toList();
        store.insertMoves(steps);
        events.moved(steps);
        store.moveDeadlines(steps.stream().filter(Step::movesDeadline).toList());
        List<Renewal> sold = steps.stream().filter(Step::sells).map(Step::to).toList();
        if (!sold.isEmpty()) {
            ledger.postSales(sold.stream().map(WriteDownSteps::sale).toList(), now);
            receipts.issue(sold.stream().map(WriteDownSteps::receipt).toList());
        }
        List<Hold> voided = steps.stream()
                .filter(Step::voidsHold)
                .map(step -> step.to().terms().hold(step.to().id()))
                .toList();
        if (!voided.isEmpty()) {
            ledger.voidHolds(voided, now);
        }
        List<GiveBack> owed = steps.stream()
                .filter(Step::beginsRefund)
                .map(step -> giveBack(step.to()))
                .toList();
        if (!owed.isEmpty()) {
            checkout.giveBack(owed, now);
        }
        for (Step step : steps) {
            if (step.givesAfterRefund()) {
                ledger.bookLateDelivery(step.to().id().value(), step.to().cost().orElseThrow(), now);
            }
        }
        esims.writeSnapshots(entries.stream()
                .flatMap(entry -> entry.delivery().flatMap(Delivery::packages).stream())
                .toList());
        for (Entry entry : entries) {
            entry.delivery()
                    .flatMap(Delivery::shortfall)
                    .filter(what -> entry.step().to().state() == RenewalState.RENEWED)
                    .ifPresent(what -> openCase(entry.step().to().id(), what, now));
        }
    }

    private void openCase(RenewalId renewal, String what, Instant now) {
        LOG.error("ALARM delivered-less: renewal {}: {}", renewal, what);
        store.openCase(renewal, what, now);
    }

    private static Sale sale(Renewal renewal) {
        Terms terms = renewal.terms();
        return new Sale(
                renewal.id().value(),
                renewal.secured().orElseThrow() == Secured.HOLD ? Optional.of(terms.buyer()) : Optional.empty(),
                terms.total(),
                terms.tax(),
                renewal.cost().orElseThrow());
    }

    private static GiveBack giveBack(Renewal renewal) {
        return new GiveBack(
                MoneyForRenewals.NAME,
                renewal.id().value(),
                renewal.terms().buyer(),
                renewal.terms().total(),
                renewal.terms().total(),
                MoneyForRenewals.UNDELIVERED,
                renewal.terms().refundTo(),
                Optional.empty());
    }

    private static Receipt.Draft receipt(Renewal renewal) {
        Terms terms = renewal.terms();
        return new Receipt.Draft(
                renewal.id().value(),
                terms.buyer(),
                terms.promise().planName(),
                terms.total(),
                terms.tax(),
                terms.taxRule(),
                renewal.endedAt().orElseThrow());
    }
}
