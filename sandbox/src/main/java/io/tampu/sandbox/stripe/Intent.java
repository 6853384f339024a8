package io.tampu.sandbox.stripe;

import io.tampu.sandbox.stripe.Thing.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payment.
 *
 * @param session the session it belongs to, for those made by one
 * @param ending when and why it was cancelled
 */
record Intent(
        int n,
        String id,
        long created,
        long amount,
        String currency,
        String status,
        Map<String, String> metadata,
        Terms terms,
        @Nullable String session,
        @Nullable Method method,
        @Nullable String charge,
        @Nullable Decline lastError,
        @Nullable Ending ending,
        long received)
        implements Thing {

    /** How it was asked for. */
    record Terms(boolean manual, String description, List<String> types, String returnUrl, String email) {}

    record Ending(long at, String reason) {}

    private Intent now(
            String newStatus,
            @Nullable Method newMethod,
            @Nullable String newCharge,
            @Nullable Decline newError,
            @Nullable Ending newEnding,
            long newReceived) {
        return new Intent(
                n,
                id,
                created,
                amount,
                currency,
                newStatus,
                metadata,
                terms,
                session,
                newMethod,
                newCharge,
                newError,
                newEnding,
                newReceived);
    }

    Intent waitingToBeConfirmed(Method with) {
        return now("requires_confirmation", with, charge, null, null, 0);
    }

    Intent succeeded(Method by, String newCharge, long amountReceived) {
        return now("succeeded", by, newCharge, null, null, amountReceived);
    }

    Intent authorised(Method by, String newCharge) {
        return now("requires_capture", by, newCharge, null, null, 0);
    }

    Intent underWay(Method by, String newCharge) {
        return now("processing", by, newCharge, null, null, 0);
    }

    Intent asking(Method by) {
        return now("requires_action", by, charge, null, null, 0);
    }

    Intent declined(Decline why, @Nullable String newCharge) {
        return now("requires_payment_method", null, newCharge == null ? charge : newCharge, why, null, 0);
    }

    Intent canceled(long at, String reason) {
        return now("canceled", method, charge, lastError, new Ending(at, reason), 0);
    }

    Intent with(Map<String, String> newMetadata) {
        return new Intent(
                n,
                id,
                created,
                amount,
                currency,
                status,
                newMetadata,
                terms,
                session,
                method,
                charge,
                lastError,
                ending,
                received);
    }

    boolean isOpen() {
        return switch (status) {
            case "requires_payment_method", "requires_confirmation", "requires_action" -> true;
            default -> false;
        };
    }
}
