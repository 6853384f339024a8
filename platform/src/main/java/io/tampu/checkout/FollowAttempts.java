package io.tampu.checkout;

import io.tampu.payments.Charge;
import io.tampu.payments.Decline;
import io.tampu.payments.Failure;
import io.tampu.payments.PaymentAnswer;
import io.tampu.payments.PaymentProvider;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves attempts on, a step at a time: asks the provider, then writes down what it said. The request, a notification, the sweep
 * and the recovery after a crash all come through {@link #moveOn}. What is asked was written down before; no transaction is open
 * while asking.
 */
final class FollowAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(FollowAttempts.class);

    private final Map<String, PaymentProvider> providers;
    private final AttemptStore store;
    private final WriteDownMoney writeDown;
    private final Clock clock;

    FollowAttempts(Map<String, PaymentProvider> providers, AttemptStore store, WriteDownMoney writeDown, Clock clock) {
        this.providers = Map.copyOf(providers);
        this.store = store;
        this.writeDown = writeDown;
        this.clock = clock;
    }

    /** One step further. Gives the attempt as it stands then. */
    Attempt moveOn(Attempt attempt) {
        PaymentProvider provider = providers.get(attempt.asked().provider());
        if (provider == null) {
            LOG.error("ALARM no-provider: attempt {} is at {}, which is not set up", attempt.id(), attempt.asked());
            return write(attempt, attempt.lookAgain(in(CheckoutPatience.afterSilence(attempt.tries()))));
        }
        if (attempt.state().isEnd() && attempt.handle().isEmpty()) {
            // It never came to be there, and asking would make it.
            return write(attempt, attempt.lookAgain(Optional.empty()));
        }
        return hear(attempt, ask(provider, attempt));
    }

    private PaymentAnswer ask(PaymentProvider provider, Attempt attempt) {
        Charge charge = attempt.charge();
        return switch (attempt.state()) {
            case WRITTEN -> provider.create(charge);
            case OPEN -> isToBeClosed(attempt) ? provider.close(charge) : provider.query(charge);
            case CLOSED, FAILED, KEPT, SURPLUS -> provider.query(charge);
        };
    }

    private Attempt hear(Attempt attempt, PaymentAnswer answer) {
        return switch (answer) {
            case PaymentAnswer.Succeeded paid -> moneyCame(attempt, paid);
            case PaymentAnswer.Pending(String handle, PaymentAnswer.Todo todo, Optional<Decline> decline) ->
                stillOpen(attempt, handle, todo, decline);
            case PaymentAnswer.Failed failed -> write(attempt, failed(attempt, failed));
            case PaymentAnswer.Unknown(String what) -> {
                LOG.warn("attempt {}: the provider was silent ({})", attempt.id(), what);
                yield write(attempt, attempt.lookAgain(whenSilent(attempt)));
            }
        };
    }

    private Attempt moneyCame(Attempt attempt, PaymentAnswer.Succeeded paid) {
        var money = new Attempt.Taken(paid.payment(), paid.taken(), paid.means(), paid.at());
        return writeDown
                .call(new WriteDownMoney.Came(attempt.id(), paid.handle(), money))
                .orElseGet(() -> store.find(attempt.id()).orElseThrow());
    }

    private Attempt stillOpen(Attempt attempt, String handle, PaymentAnswer.Todo todo, Optional<Decline> decline) {
        if (attempt.state().isEnd()) {
            return write(attempt, attempt.lookAgain(whenEnded(attempt)));
        }
        Optional<URI> page =
                switch (todo) {
                    case PaymentAnswer.Todo.OpenPage(URI where, Instant until) -> Optional.of(where);
                    case PaymentAnswer.Todo.Wait() -> Optional.empty();
                };
        int asked = attempt.state() == AttemptState.OPEN ? attempt.tries() : 0;
        Duration wait =
                isToBeClosed(attempt) ? CheckoutPatience.whileClosing(asked) : CheckoutPatience.whileOpen(asked);
        return write(attempt, attempt.open(handle, page, decline, notAfterLapse(attempt, wait)));
    }

    private Attempt failed(Attempt attempt, PaymentAnswer.Failed failed) {
        if (attempt.state().isEnd()) {
            return attempt.lookAgain(whenEnded(attempt));
        }
        Instant now = clock.instant();
        return switch (failed.why()) {
            case NOT_NOW, NOT_THERE, DISPUTED, NOTHING_LEFT, UNREACHABLE -> attempt.lookAgain(whenSilent(attempt));
            case CLOSED -> attempt.ended(AttemptState.Event.CLOSED_AT_PROVIDER, "closed", whenEnded(attempt), now);
            case DECLINED -> attempt.ended(AttemptState.Event.REFUSED, failed.code(), whenEnded(attempt), now);
            case REFUSED -> {
                LOG.error(
                        "ALARM provider-refuses-us: attempt {}, code {}: {}",
                        attempt.id(),
                        failed.code(),
                        failed.said());
                yield attempt.ended(
                        AttemptState.Event.REFUSED,
                        Failure.REFUSED.name().toLowerCase(java.util.Locale.ROOT),
                        whenEnded(attempt),
                        now);
            }
        };
    }

    /** What is written only counts if nobody else has claimed the attempt meanwhile: then they will ask again. */
    private Attempt write(Attempt from, Attempt to) {
        return store.record(from, to) ? to : store.find(from.id()).orElseThrow();
    }

    private boolean isToBeClosed(Attempt attempt) {
        return attempt.closing() || !clock.instant().isBefore(attempt.asked().payUntil());
    }

    private Optional<Instant> whenSilent(Attempt attempt) {
        return attempt.state().isEnd() ? whenEnded(attempt) : in(CheckoutPatience.afterSilence(attempt.tries()));
    }

    private Optional<Instant> whenEnded(Attempt attempt) {
        Instant now = clock.instant();
        return CheckoutPatience.afterEnd(attempt.endedAt().orElse(now), now);
    }

    private Optional<Instant> in(Duration wait) {
        return Optional.of(clock.instant().plus(wait));
    }

    private Instant notAfterLapse(Attempt attempt, Duration wait) {
        Instant next = clock.instant().plus(wait);
        Instant lapse = attempt.asked().payUntil();
        return !isToBeClosed(attempt) && next.isAfter(lapse) ? lapse : next;
    }
}
