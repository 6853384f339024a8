package io.tampu.checkout;

import io.tampu.engine.Database;
import io.tampu.ledger.Ledger;
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
    private static final Duration A_DAY = Duration.ofDays(1);

    private static final int REFUSALS_IN_A_ROW = 5;
    private static final Duration WHILE_REFUSED = Duration.ofHours(1);

    private final Map<String, PaymentProvider> providers;
    private final Database database;
    private final AttemptStore attempts;
    private final RefundStore store;
    private final DisputeStore disputes;
    private final OweRefunds owe;
    private final OutsideMoney books;
    private final Ledger ledger;
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
            Ledger ledger,
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
        this.ledger = parts.ledger();
        this.purposes = parts.purposes();
        this.clock = parts.clock();
    }

    /** One step further. */
    void moveOn(Refund refund) {
        boolean isDone = refund.state() == RefundState.RETURNED && refund.to() == Refund.To.BALANCE;
        if (refund.state() == RefundState.FAILED || isDone || refund.from().isEmpty()) {
            store.record(refund, refund.lookAgain("", Optional.empty()));
            return;
        }
        Attempt attempt = attempts.find(refund.from().get()).orElseThrow();
        if (refund.state() != RefundState.WRITTEN) {
            askProvider(refund, attempt);
            return;
        }
        List<Dispute> disputed = disputes.ofAll(List.of(attempt.id()));
        if (isPaidByDisputes(refund, attempt, disputed)) {
            returnedByDispute(refund);
        } else if (disputed.stream().anyMatch(Dispute::holdsRefunds)) {
            store.record(refund, refund.lookAgain("disputed", in(WHILE_DISPUTED)));
        } else if (refund.to() == Refund.To.BALANCE) {
            toBalance(refund);
        } else {
            askProvider(refund, attempt);
        }
    }

    /** What the payer has by disputes that we lost, and that no other refund was said to be paid by, is enough for this one. */
    private boolean isPaidByDisputes(Refund refund, Attempt attempt, List<Dispute> disputed) {
        long has = disputed.stream()
                .filter(dispute -> dispute.state() == Dispute.State.LOST)
                .flatMap(dispute -> dispute.amount().stream())
                .filter(lost -> lost.currency().equals(refund.amount().currency()))
                .mapToLong(Money::amountMinor)
                .sum();
        long counted = store.ofAll(List.of(refund.reference())).stream()
                .filter(other -> other.from().equals(Optional.of(attempt.id())))
                .filter(Refund::isByDispute)
                .mapToLong(other -> other.amount().amountMinor())
                .sum();
        return has - counted >= refund.amount().amountMinor();
    }

    private void toBalance(Refund refund) {
        String currency = refund.amount().currency();
        ledger.openBalance(refund.payer(), currency);
        if (!ledger.available(refund.payer()).map(Money::currency).equals(Optional.of(currency))) {
            LOG.error(
                    "ALARM no-balance: refund {} of {} has nowhere to go: the payer's balance has another currency",
                    refund.id(),
                    refund.amount());
            store.record(refund, refund.lookAgain("no balance in " + currency, in(A_DAY)));
            return;
        }
        Instant now = clock.instant();
        database.inTransaction(() -> {
            Refund to = refund.returned(Optional.empty(), "to the balance", Optional.empty(), now);
            if (store.record(refund, to)) {
                purposes.of(refund.purpose()).returned(List.of(to), now);
                books.returnToBalance(refund.id().value(), refund.payer(), refund.amount(), now);
            }
            return true;
        });
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
                purposes.of(refund.purpose()).returned(List.of(to), now);
                books.returnByProvider(List.of(owed(refund)), now);
            }
            return true;
        });
    }

    private void returnedByDispute(Refund refund) {
        Instant now = clock.instant();
        database.inTransaction(() -> {
            Refund to = refund.returned(Optional.empty(), Refund.BY_DISPUTE, Optional.empty(), now);
            if (store.record(refund, to)) {
                purposes.of(refund.purpose()).returned(List.of(to), now);
                books.returnByDispute(refund.id().value(), refund.amount(), now);
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
                // At first it may be a slip there; later it waits for somebody.
                boolean waits =
                        refund.tries() >= REFUSALS_IN_A_ROW && !refund.state().isEnd();
                store.record(refund, refund.lookAgain(code, waits ? in(WHILE_REFUSED) : whenSilent(refund)));
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
                owe.insteadOf(
                        refund,
                        again ? Refund.To.ORIGINAL : Refund.To.BALANCE,
                        again ? now.plus(BEFORE_NEXT_TRY) : now,
                        now);
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
