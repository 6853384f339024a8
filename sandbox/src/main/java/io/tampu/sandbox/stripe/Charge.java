package io.tampu.sandbox.stripe;

import io.tampu.sandbox.stripe.Thing.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One try at a payment. */
record Charge(
        int n,
        String id,
        long created,
        long amount,
        String currency,
        String intent,
        String status,
        Method method,
        Map<String, String> metadata,
        String description,
        @Nullable Decline failure,
        long captured,
        long refunded,
        boolean disputed,
        @Nullable String balance)
        implements Thing {

    Charge now(String newStatus, @Nullable Decline newFailure, long newCaptured, @Nullable String newBalance) {
        return new Charge(
                n,
                id,
                created,
                amount,
                currency,
                intent,
                newStatus,
                method,
                metadata,
                description,
                newFailure,
                newCaptured,
                refunded,
                disputed,
                newBalance);
    }

    Charge refundedBy(long more) {
        return new Charge(
                n,
                id,
                created,
                amount,
                currency,
                intent,
                status,
                method,
                metadata,
                description,
                failure,
                captured,
                refunded + more,
                disputed,
                balance);
    }

    Charge underDispute() {
        return new Charge(
                n,
                id,
                created,
                amount,
                currency,
                intent,
                status,
                method,
                metadata,
                description,
                failure,
                captured,
                refunded,
                true,
                balance);
    }

    long left() {
        return captured - refunded;
    }

    boolean isWhollyRefunded() {
        return captured > 0 && left() == 0;
    }
}
