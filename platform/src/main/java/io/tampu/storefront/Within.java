package io.tampu.storefront;

import io.tampu.renewals.Renewals;
import java.time.Duration;

/** How long delivery may take: as a rule, and while the wholesaler says that it is working on it. */
record Within(Duration usual, Duration atMost) {

    static Within of(Renewals renewals) {
        return new Within(renewals.patience().delivery(), renewals.patience().openAtSupplier());
    }
}
