package io.tampu.notifications;

import io.tampu.engine.Recurring;
import io.tampu.payments.BillUnreadable;
import io.tampu.payments.Heard;
import io.tampu.payments.PaymentProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks providers for the notifications that they could not deliver, and takes them like those that arrive. */
final class HearUndelivered implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HearUndelivered.class);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofMinutes(5);
    /** After a start: whatever was missed while no platform was there. */
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(3);
    /** What was under way at the last look may have failed since. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private static final byte[] NO_BODY = new byte[0];

    private final Map<String, PaymentProvider> providers;
    private final HearPayments payments;
    private final Clock clock;
    private final Map<String, Instant> lookedAt = new ConcurrentHashMap<>();
    private final Recurring timer = new Recurring("hear-undelivered");

    HearUndelivered(Map<String, PaymentProvider> providers, HearPayments payments, Clock clock) {
        this.providers = Map.copyOf(providers);
        this.payments = payments;
        this.clock = clock;
    }

    void start() {
        timer.start("asking for what was not delivered", FIRST, EVERY, this::lookAtAll);
    }

    private void lookAtAll() {
        for (PaymentProvider provider : providers.values()) {
            try {
                look(provider);
            } catch (BillUnreadable unreadable) {
                LOG.warn("{} does not say what it could not deliver: {}", provider.name(), unreadable.getMessage());
            } catch (RuntimeException | Error failed) {
                // One provider's trouble must not keep the others from being asked.
                LOG.error("asking {} for what it could not deliver failed: {}", provider.name(), failed.toString());
            }
        }
    }

    /** Gives how many were taken. */
    int look(PaymentProvider provider) {
        Instant now = clock.instant();
        Instant since = lookedAt.getOrDefault(provider.name(), now.minus(FIRST_LOOK_BACK));
        var missed = provider.undelivered(since);
        for (Heard.Genuine heard : missed) {
            payments.take(new HearPayments.Told(provider.name(), heard, NO_BODY));
        }
        lookedAt.put(provider.name(), now.minus(OVERLAP));
        return missed.size();
    }

    @Override
    public void close() {
        timer.close();
    }
}
