package io.tampu.sandbox.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Money on its way back. */
record Refund(
        int n,
        String id,
        long created,
        long amount,
        String currency,
        String charge,
        String intent,
        String status,
        @Nullable String reason,
        Map<String, String> metadata,
        @Nullable String failureReason,
        String balance,
        @Nullable String failureBalance)
        implements Thing {

    Refund now(String newStatus, @Nullable String newFailureReason, @Nullable String newFailureBalance) {
        return new Refund(
                n,
                id,
                created,
                amount,
                currency,
                charge,
                intent,
                newStatus,
                reason,
                metadata,
                newFailureReason,
                balance,
                newFailureBalance);
    }

    Refund with(Map<String, String> newMetadata) {
        return new Refund(
                n,
                id,
                created,
                amount,
                currency,
                charge,
                intent,
                status,
                reason,
                newMetadata,
                failureReason,
                balance,
                failureBalance);
    }

    /** Whether the money may still arrive, or has. */
    boolean counts() {
        return !status.equals("failed") && !status.equals("canceled");
    }
}
