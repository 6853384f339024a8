package io.tampu.checkout;

import io.tampu.engine.Database;
import io.tampu.ledger.OutsideMoney;
import io.tampu.money.Money;
import io.tampu.payments.DisputeAnswer;
import io.tampu.payments.PaymentProvider;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows disputes: asks the provider how one stands, then books it. Opened: the amount is a dispute receivable. Won or lost
 * closes that. States only go forwards, so that an old word that comes late changes nothing.
 */
final class FollowDisputes {

    private static final Logger LOG = LoggerFactory.getLogger(FollowDisputes.class);

    private final Map<String, PaymentProvider> providers;
    private final Database database;
    private final AttemptStore attempts;
    private final DisputeStore store;
    private final OutsideMoney books;
    private final Clock clock;

    FollowDisputes(
            Map<String, PaymentProvider> providers,
            Database database,
            AttemptStore attempts,
            DisputeStore store,
            OutsideMoney books,
            Clock clock) {
        this.providers = Map.copyOf(providers);
        this.database = database;
        this.attempts = attempts;
        this.store = store;
        this.books = books;
        this.clock = clock;
    }

    /** One step further. */
    void moveOn(Dispute dispute) {
        PaymentProvider provider = providers.get(dispute.provider());
        DisputeAnswer answer = provider == null
                ? new DisputeAnswer.Unknown("the provider is not set up")
                : provider.queryDispute(dispute.dispute());
        switch (answer) {
            case DisputeAnswer.Unknown(String what) -> {
                LOG.warn("dispute {}: the provider was silent ({})", dispute.dispute(), what);
                store.record(dispute, stay(dispute), clock.instant(), Optional.empty());
            }
            case DisputeAnswer.Known known -> hear(dispute, known);
        }
    }

    private void hear(Dispute dispute, DisputeAnswer.Known known) {
        Optional<Attempt> attempt = attempts.findByPayment(dispute.provider(), List.of(known.payment())).stream()
                .findFirst();
        if (attempt.isEmpty()) {
            LOG.error(
                    "ALARM foreign-dispute: {} at {} is about money that is not in our books",
                    dispute.dispute(),
                    dispute.provider());
            store.record(dispute, stay(dispute), known.at(), Optional.empty());
            return;
        }
        Dispute.State next = furthest(dispute.state(), state(known.stand()));
        if (dispute.state() == Dispute.State.HEARD) {
            LOG.error(
                    "ALARM dispute: {} of attempt {}: {}",
                    known.amount(),
                    attempt.get().id(),
                    known.reason());
        }
        Dispute to = new Dispute(
                dispute.id(),
                dispute.provider(),
                dispute.dispute(),
                known.payment(),
                next,
                attempt.map(Attempt::id),
                // What was booked first stays: a later word may name another amount.
                dispute.amount().or(() -> Optional.of(known.amount())),
                Optional.of(known.reason()),
                dispute.tries() + 1,
                next.isEnd() ? Optional.empty() : due(dispute));
        write(dispute, to, known);
    }

    private void write(Dispute from, Dispute to, DisputeAnswer.Known known) {
        Instant now = clock.instant();
        Money amount = from.amount().orElse(known.amount());
        database.inTransaction(() -> {
            Optional<Instant> ended = to.state().isEnd() ? Optional.of(now) : Optional.empty();
            if (store.record(from, to, known.at(), ended)) {
                boolean wasGone = from.state() == Dispute.State.OPEN;
                boolean isGone = to.state() == Dispute.State.OPEN || to.state() == Dispute.State.LOST;
                if (!wasGone && isGone) {
                    books.dispute(from.id(), amount, now);
                }
                if (to.state() == Dispute.State.LOST) {
                    books.loseDispute(from.id(), amount, now);
                }
                if (wasGone && to.state() == Dispute.State.WON) {
                    books.winDispute(from.id(), amount, now);
                }
            }
            return true;
        });
    }

    /** Nothing new: to be asked about again. */
    private Dispute stay(Dispute dispute) {
        return new Dispute(
                dispute.id(),
                dispute.provider(),
                dispute.dispute(),
                dispute.payment(),
                dispute.state(),
                dispute.attempt(),
                dispute.amount(),
                dispute.reason(),
                dispute.tries() + 1,
                dispute.state().isEnd() ? Optional.empty() : due(dispute));
    }

    private Optional<Instant> due(Dispute dispute) {
        return Optional.of(clock.instant().plus(CheckoutPatience.whileDisputed(dispute.tries())));
    }

    private static Dispute.State state(DisputeAnswer.Stand stand) {
        return switch (stand) {
            case WARNING -> Dispute.State.WARNING;
            case OPEN -> Dispute.State.OPEN;
            case WON -> Dispute.State.WON;
            case LOST -> Dispute.State.LOST;
        };
    }

    /** What has ended has ended; before, the later of the two. */
    private static Dispute.State furthest(Dispute.State now, Dispute.State said) {
        return now.isEnd() || said.compareTo(now) < 0 ? now : said;
    }
}
