package io.tampu.renewals;

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
            AnswerWriter answers,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.ledger = ledger;
        this.receipts = receipts;
        this.esims = esims;
        this.events = events;
        this.answers = answers;
        this.clock = clock;
    }

    /** The renewal as written; empty when somebody else has moved it meanwhile, and nothing was written. */
    Optional<Renewal> call(Entry entry) {
        return lane.call(entry);
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
        boolean wanted =
                to.state().isEnd() && to.answer().isEmpty() && to.terms().key().isPresent();
        return wanted ? new Entry(entry.step().answered(answers.write(to)), entry.delivery()) : entry;
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
        return new Sale(
                renewal.terms().hold(renewal.id()),
                renewal.terms().tax(),
                renewal.cost().orElseThrow());
    }

    private static Receipt receipt(Renewal renewal) {
        Terms terms = renewal.terms();
        return new Receipt(
                renewal.id().value(),
                terms.buyer(),
                terms.promise().planName(),
                terms.total(),
                terms.tax(),
                terms.taxRule(),
                renewal.endedAt().orElseThrow());
    }
}
