package io.tampu.checkout;

import io.tampu.engine.Database;
import io.tampu.ledger.OutsideMoney;
import io.tampu.money.Money;
import io.tampu.payments.Failure;
import io.tampu.payments.PaymentProvider;
import io.tampu.payments.RefundAnswer;
import io.tampu.payments.RefundOrder;
import io.tampu.payments.Retry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows money that goes back until it is back: asks the provider, then writes down what it said. A refund that fails, even long
 * after it was done, is followed by another; after some tries the money goes to the payer's balance, which cannot fail.
 */
final class FollowRefunds {

    private static final Logger LOG = LoggerFactory.getLogger(FollowRefunds.class);

    /** So many refunds to the original means are tried; then the money goes to the payer's balance. */
    private static final int MOST_TRIES = 3;

    private static final Duration BEFORE_NEXT_TRY = Duration.ofHours(1);
    private static final Duration WHILE_DISPUTED = Duration.ofHours(1);

    private final Map<String, PaymentProvider> providers;
    private final Database database;
    private final AttemptStore attempts;
    private final RefundStore store;
    private final DisputeStore disputes;
    private final OweRefunds owe;
    private final OutsideMoney books;
    private final Purposes purposes;
    private final Clock clock;

    /** What it needs of the room. */
    record Parts(
            Map<String, PaymentProvider> providers,
            Database database,
            AttemptStore attempts,
            RefundStore store,
            DisputeStore disputes,
            OweRefunds owe,
            OutsideMoney books,
            Purposes purposes,
            Clock clock) {}

    FollowRefunds(Parts parts) {
        this.providers = Map.copyOf(parts.providers());
        this.database = parts.database();
        this.attempts = parts.attempts();
        this.store = parts.store();
        this.disputes = parts.disputes();
        this.owe = parts.owe();
        this.books = parts.books();
        this.purposes = parts.purposes();
        this.clock = parts.clock();
    }

    /** One step further. */
    void moveOn(Refund refund) {
        if (refund.state() == RefundState.FAILED
                || refund.to() == Refund.To.BALANCE
                || refund.from().isEmpty()) {
            store.record(refund, refund.lookAgain("", Optional.empty()));
            return;
        }
        Attempt attempt = attempts.find(refund.from().get()).orElseThrow();
        List<Dispute> disputed = disputes.ofAll(List.of(attempt.id()));
        if (!refund.state().isEnd() && disputed.stream().anyMatch(dispute -> dispute.covers(refund.amount()))) {
            returnedByDispute(refund);
        } else if (refund.state() == RefundState.WRITTEN && disputed.stream().anyMatch(Dispute::isOpen)) {
            store.record(refund, refund.lookAgain("disputed", in(WHILE_DISPUTED)));
        } else {
            askProvider(refund, attempt);
        }
    }

    private void askProvider(Refund refund, Attempt attempt) {
        PaymentProvider provider = providers.get(attempt.asked().provider());
        if (provider == null) {
            LOG.error("ALARM no-provider: refund {} is at a provider that is not set up", refund.id());
            store.record(refund, refund.lookAgain("no provider", in(CheckoutPatience.afterSilence(refund.tries()))));
            return;
        }
        RefundOrder order = order(refund, attempt);
        RefundAnswer answer =
                switch (refund.state()) {
                    case WRITTEN -> provider.refund(order);
                    case ACCEPTED, RETURNED, FAILED -> provider.queryRefund(order);
                };
        boolean nothingLeft = answer instanceof RefundAnswer.Failed failed && failed.why() == Failure.NOTHING_LEFT;
        hear(refund, nothingLeft ? provider.queryRefund(order) : answer, nothingLeft);
    }

    private static RefundOrder order(Refund refund, Attempt attempt) {
        return new RefundOrder(
                refund.id().toString(),
                attempt.id().toString(),
                attempt.taken().orElseThrow().payment(),
                refund.amount(),
                refund.reason(),
                refund.handle());
    }

    private void hear(Refund refund, RefundAnswer answer, boolean nothingLeft) {
        switch (answer) {
            case RefundAnswer.Succeeded(String handle, Money amount) -> done(refund, handle, amount);
            case RefundAnswer.Pending(String handle, String said) ->
                store.record(
                        refund,
                        refund.state() == RefundState.RETURNED
                                ? refund.lookAgain(said, afterReturn(refund))
                                : refund.accepted(
                                        handle,
                                        said,
                                        clock.instant().plus(CheckoutPatience.whileAccepted(refund.tries()))));
            case RefundAnswer.Failed(Failure why, Retry retry, String code, String said) ->
                failed(refund, why, retry, code, said, nothingLeft);
            case RefundAnswer.Unknown(String what) -> {
                LOG.warn("refund {}: the provider was silent ({})", refund.id(), what);
                store.record(refund, refund.lookAgain(what, whenSilent(refund)));
            }
        }
    }

    private void done(Refund refund, String handle, Money amount) {
        if (!amount.equals(refund.amount())) {
            LOG.error("ALARM wrong-amount: refund {} of {} returned {}", refund.id(), refund.amount(), amount);
        }
        if (refund.state() == RefundState.RETURNED) {
            store.record(refund, refund.lookAgain("", afterReturn(refund)));
        } else {
            returned(refund, Optional.of(handle), "returned");
        }
    }

    private void returned(Refund refund, Optional<String> handle, String word) {
        Instant now = clock.instant();
        database.inTransaction(() -> {
            Refund to = refund.returned(handle, word, CheckoutPatience.afterReturn(now, now), now);
            if (store.record(refund, to)) {
                books.returnByProvider(List.of(owed(refund)), now);
                purposes.of(refund.purpose()).returned(List.of(to), now);
            }
            return true;
        });
    }

    private void returnedByDispute(Refund refund) {
        Instant now = clock.instant();
        database.inTransaction(() -> {
            Refund to = refund.returned(Optional.empty(), "by-dispute", Optional.empty(), now);
            if (store.record(refund, to)) {
                books.returnByDispute(refund.id().value(), refund.amount(), now);
                purposes.of(refund.purpose()).returned(List.of(to), now);
            }
            return true;
        });
    }

    private void failed(Refund refund, Failure why, Retry retry, String code, String said, boolean nothingLeft) {
        switch (why) {
            case NOT_NOW -> store.record(refund, refund.lookAgain(code, whenSilent(refund)));
            case DISPUTED -> store.record(refund, refund.lookAgain(code, in(WHILE_DISPUTED)));
            case NOTHING_LEFT, NOT_THERE -> {
                if (nothingLeft && !refund.state().isEnd()) {
                    LOG.error(
                            "ALARM returned-by-hand: refund {}: the provider has nothing left to return", refund.id());
                    returned(refund, Optional.empty(), "returned-by-hand");
                } else {
                    store.record(refund, refund.lookAgain(code, whenSilent(refund)));
                }
            }
            case REFUSED -> {
                LOG.error("ALARM provider-refuses-us: refund {}, code {}: {}", refund.id(), code, said);
                store.record(refund, refund.lookAgain(code, whenSilent(refund)));
            }
            case CLOSED, DECLINED, UNREACHABLE -> owedAgain(refund, retry, code);
        }
    }

    /** It did not reach the payer: undone in the books, and another stands for it. */
    private void owedAgain(Refund refund, Retry retry, String code) {
        LOG.warn("refund {} failed at the provider: {}", refund.id(), code);
        Instant now = clock.instant();
        boolean again = retry == Retry.LATER && refund.nth() < MOST_TRIES;
        database.inTransaction(() -> {
            if (store.record(refund, refund.failed(code, now))) {
                List<OutsideMoney.Owed> undone = List.of(owed(refund));
                if (refund.state() == RefundState.RETURNED) {
                    books.comeBack(undone, now);
                    purposes.of(refund.purpose()).owedAgain(List.of(refund), now);
                }
                books.noLongerOwe(undone, now);
                Refund next = again
                        ? owe.insteadOf(refund, Refund.To.ORIGINAL, now.plus(BEFORE_NEXT_TRY), now)
                        : owe.insteadOf(refund, Refund.To.BALANCE, now, now);
                if (next.state() == RefundState.RETURNED) {
                    purposes.of(refund.purpose()).returned(List.of(next), now);
                }
            }
            return true;
        });
    }

    private static OutsideMoney.Owed owed(Refund refund) {
        return new OutsideMoney.Owed(refund.id().value(), refund.amount());
    }

    private Optional<Instant> whenSilent(Refund refund) {
        return refund.state().isEnd() ? afterReturn(refund) : in(CheckoutPatience.afterSilence(refund.tries()));
    }

    private Optional<Instant> afterReturn(Refund refund) {
        Instant now = clock.instant();
        return CheckoutPatience.afterReturn(refund.endedAt().orElse(now), now);
    }

    private Optional<Instant> in(Duration wait) {
        return Optional.of(clock.instant().plus(wait));
    }
}
