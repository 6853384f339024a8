package io.tampu.suppliers.airalo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What we call at Airalo, and how often it lets us (documented limits; {@code packages}, 80 a minute, is not called by this
 * adapter).
 */
enum Endpoint {
    TOKEN(limit(3, 60), null),
    TOP_UP(null, null),
    ORDERS(null, null),
    TOP_UPS_OF_ESIM(null, limit(10, 60)),
    PACKAGES_OF_ESIM(null, limit(10, 60)),
    USAGE_OF_ESIM(limit(5, 1), limit(10, 60)),
    ESIM(null, null),
    BALANCE(null, null),
    NOTIFICATIONS(null, null);

    /** {@code calls} in any stretch of {@code within}. */
    record Limit(int calls, Duration within) {}

    /** Everything in sandbox mode: five a second, per client and endpoint. */
    static final Limit IN_SANDBOX = limit(5, 1);

    final @Nullable Limit perAccount;
    final @Nullable Limit perEsim;

    Endpoint(@Nullable Limit perAccount, @Nullable Limit perEsim) {
        this.perAccount = perAccount;
        this.perEsim = perEsim;
    }

    private static Limit limit(int calls, int seconds) {
        return new Limit(calls, Duration.ofSeconds(seconds));
    }
}
