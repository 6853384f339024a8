package io.tampu.checkout;

import io.tampu.engine.Combiner;
import io.tampu.engine.Database;
import io.tampu.ledger.OutsideMoney;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * Writes money down that a provider says it has taken: the attempt, the books, what the money is for, and the refund of what
 * nobody needs. One transaction for all that is waiting.
 */
final class WriteDownMoney {

    private static final Logger LOG = LoggerFactory.getLogger(WriteDownMoney.class);

    /** More in one commit than this would keep the first ones waiting. */
    private static final int MOST = 64;

    /** @param handle the provider's id by which the attempt is asked about */
    record Came(AttemptId attempt, String handle, Attempt.Taken money) {}

    private final Database database;
    private final AttemptStore attempts;
    private final OweRefunds owe;
    private final OutsideMoney books;
    private final Purposes purposes;
    private final Clock clock;
    private final Combiner<Came, Optional<Attempt>> lane = new Combiner<>(MOST, this::writeAll);

    WriteDownMoney(
            Database database,
            AttemptStore attempts,
            OweRefunds owe,
            OutsideMoney books,
            Purposes purposes,
            Clock clock) {
        this.database = database;
        this.attempts = attempts;
        this.owe = owe;
        this.books = books;
        this.purposes = purposes;
        this.clock = clock;
    }

    /** The attempt as written; empty when its money had been written down before. */
    Optional<Attempt> call(Came came) {
        try {
            return lane.call(came);
        } catch (DuplicateKeyException overtaken) {
            // Two payments for one thing on two platforms in the same moment: the table let one through, and now it is
            // seen.
            return lane.call(came);
        }
    }

    /**
     * Money that came for an attempt whose money had come already: an attempt of its own, written with its money in one
     * transaction, so that no provider is ever asked for it. The payment's unique key refuses it a second time.
     */
    void another(Attempt paid, AttemptId id, Attempt.Taken money) {
        Attempt attempt = Attempt.written(id, paid.asked(), clock.instant());
        Came came = new Came(id, paid.handle().orElse(""), money);
        Map<AttemptId, Attempt> written = database.inTransaction(() -> {
            attempts.insert(List.of(attempt));
            return write(Map.of(id, came));
        });
        written.values().stream()
                .filter(one -> one.state() == AttemptState.KEPT)
                .forEach(one -> purposes.of(one.asked().purpose()).goOn(List.of(one)));
    }

    private List<Optional<Attempt>> writeAll(List<Came> arrived) {
        // The same money may be told of twice at once.
        Map<AttemptId, Came> byAttempt =
                arrived.stream().collect(Collectors.toMap(Came::attempt, Function.identity(), (one, other) -> one));
        Map<AttemptId, Attempt> written = database.inTransaction(() -> write(byAttempt));
        List<Attempt> kept = written.values().stream()
                .filter(attempt -> attempt.state() == AttemptState.KEPT)
                .toList();
        if (!kept.isEmpty()) {
            kept.stream()
                    .collect(Collectors.groupingBy(attempt -> attempt.asked().purpose()))
                    .forEach((purpose, taken) -> purposes.of(purpose).goOn(taken));
            // Nobody should pay twice: other pages for the same thing are closed. After the commit, for the order of
            // locks; what a crash leaves open here closes with its time.
            attempts.closeOf(
                    kept.stream().map(attempt -> attempt.asked().reference()).toList(), clock.instant());
        }
        return arrived.stream()
                .map(came -> Optional.ofNullable(written.get(came.attempt())))
                .toList();
    }

    private Map<AttemptId, Attempt> write(Map<AttemptId, Came> arrived) {
        Instant now = clock.instant();
        List<Attempt> unpaid = attempts.lockUnpaid(arrived.keySet());
        Set<AttemptId> kept = kept(unpaid, arrived, now);
        var paid = new ArrayList<Attempt>();
        for (Attempt attempt : unpaid) {
            Came came = java.util.Objects.requireNonNull(arrived.get(attempt.id()));
            paid.add(
                    kept.contains(attempt.id())
                            ? attempt.paid(AttemptState.Event.MONEY_KEPT, came.handle(), came.money(), Optional.empty())
                            : attempt.paid(
                                    AttemptState.Event.MONEY_NOT_NEEDED,
                                    came.handle(),
                                    came.money(),
                                    Optional.of(whySurplus(attempt, came))));
        }
        if (!paid.isEmpty()) {
            attempts.recordPaid(paid);
            books.receive(paid.stream().map(this::received).toList(), now);
            owe.surplus(
                    paid.stream()
                            .filter(attempt -> attempt.state() == AttemptState.SURPLUS)
                            .toList(),
                    now);
        }
        var byId = new HashMap<AttemptId, Attempt>();
        paid.forEach(attempt -> byId.put(attempt.id(), attempt));
        return byId;
    }

    private Set<AttemptId> kept(List<Attempt> unpaid, Map<AttemptId, Came> arrived, Instant now) {
        var kept = new HashSet<AttemptId>();
        unpaid.stream()
                .filter(attempt -> isRight(attempt, java.util.Objects.requireNonNull(arrived.get(attempt.id()))))
                .collect(Collectors.groupingBy(attempt -> attempt.asked().purpose()))
                .forEach((purpose, paid) -> kept.addAll(purposes.of(purpose).take(paid, now)));
        return kept;
    }

    private static boolean isRight(Attempt attempt, Came came) {
        return came.money().amount().equals(attempt.asked().amount());
    }

    private static String whySurplus(Attempt attempt, Came came) {
        if (isRight(attempt, came)) {
            return "not-needed";
        }
        LOG.error(
                "ALARM wrong-amount: attempt {}: {} was asked and {} taken; it goes back",
                attempt.id(),
                attempt.asked().amount(),
                came.money().amount());
        return "wrong-amount";
    }

    private OutsideMoney.Received received(Attempt attempt) {
        boolean toBalance = attempt.state() == AttemptState.KEPT
                && purposes.of(attempt.asked().purpose()).isForBalance();
        return new OutsideMoney.Received(
                attempt.id().value(),
                toBalance ? Optional.of(attempt.asked().payer()) : Optional.empty(),
                attempt.taken().orElseThrow().amount());
    }
}
