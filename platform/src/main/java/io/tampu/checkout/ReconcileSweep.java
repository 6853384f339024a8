package io.tampu.checkout;

import io.tampu.payments.PaymentProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reconcile").factory());

    ReconcileSweep(Map<String, PaymentProvider> providers, ReconcileDay reconcile, Clock clock) {
        this.providers = providers;
        this.reconcile = reconcile;
        this.clock = clock;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::readAll, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void readAll() {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        for (PaymentProvider provider : providers.values()) {
            for (LocalDate day : new LocalDate[] {today.minusDays(1), today}) {
                try {
                    Reconciled outcome = reconcile.call(provider, day);
                    outcome.breaks().forEach(one -> LOG.warn("bill of {} at {}: {}", day, provider.name(), one));
                } catch (RuntimeException | Error failed) {
                    // Whatever it was: a timer whose work throws is never called again.
                    LOG.error("reconciling {} of {} failed and will be tried again", provider.name(), day, failed);
                }
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
