package io.tampu.checkout;

import io.tampu.engine.Recurring;
import io.tampu.payments.PaymentProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads yesterday's and today's bill of each provider every hour. */
final class ReconcileSweep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileSweep.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Map<String, PaymentProvider> providers;
    private final ReconcileDay reconcile;
    private final Clock clock;
    private final Recurring timer = new Recurring("reconcile");

    ReconcileSweep(Map<String, PaymentProvider> providers, ReconcileDay reconcile, Clock clock) {
        this.providers = providers;
        this.reconcile = reconcile;
        this.clock = clock;
    }

    void start() {
        timer.start("reconciling", FIRST, EVERY, this::readAll);
    }

    private void readAll() {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        for (PaymentProvider provider : providers.values()) {
            for (LocalDate day : new LocalDate[] {today.minusDays(1), today}) {
                try {
                    Reconciled outcome = reconcile.call(provider, day);
                    outcome.breaks().forEach(one -> LOG.warn("bill of {} at {}: {}", day, provider.name(), one));
                } catch (RuntimeException | Error failed) {
                    // One provider's day must not keep the others from being read.
                    LOG.error("reconciling {} of {} failed and will be tried again", provider.name(), day, failed);
                }
            }
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
