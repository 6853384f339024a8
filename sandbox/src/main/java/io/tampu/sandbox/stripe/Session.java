package io.tampu.sandbox.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page on which to pay.
 *
 * @param asked the parameters as they came
 * @param due when it expires by the world's time
 */
record Session(
        int n,
        String id,
        long created,
        Map<String, Object> asked,
        Map<String, String> metadata,
        long amount,
        String currency,
        long expiresAt,
        String status,
        String paymentStatus,
        @Nullable String intent,
        @Nullable String email,
        long due)
        implements Thing {

    boolean isOpen() {
        return status.equals("open");
    }

    Session now(String newStatus, String newPaymentStatus, @Nullable String newIntent, @Nullable String newEmail) {
        return new Session(
                n,
                id,
                created,
                asked,
                metadata,
                amount,
                currency,
                expiresAt,
                newStatus,
                newPaymentStatus,
                newIntent,
                newEmail,
                due);
    }

    Session with(Map<String, String> newMetadata) {
        return new Session(
                n,
                id,
                created,
                asked,
                newMetadata,
                amount,
                currency,
                expiresAt,
                status,
                paymentStatus,
                intent,
                email,
                due);
    }

    String text(String name) {
        return asked.get(name) instanceof String text ? text : "";
    }
}
