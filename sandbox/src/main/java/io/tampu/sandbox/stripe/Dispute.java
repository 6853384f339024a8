package io.tampu.sandbox.stripe;

import java.util.List;
import java.util.Map;

/** A payer's bank took the money back, or asks about it. */
record Dispute(
        int n,
        String id,
        long created,
        long amount,
        String currency,
        String charge,
        String intent,
        String status,
        String reason,
        Map<String, String> evidence,
        int submissions,
        Map<String, String> metadata,
        List<String> balances)
        implements Thing {

    Dispute now(String newStatus, List<String> newBalances) {
        return new Dispute(
                n,
                id,
                created,
                amount,
                currency,
                charge,
                intent,
                newStatus,
                reason,
                evidence,
                submissions,
                metadata,
                newBalances);
    }

    Dispute with(
            String newStatus, Map<String, String> newEvidence, int newSubmissions, Map<String, String> newMetadata) {
        return new Dispute(
                n,
                id,
                created,
                amount,
                currency,
                charge,
                intent,
                newStatus,
                reason,
                newEvidence,
                newSubmissions,
                newMetadata,
                balances);
    }

    boolean isInquiry() {
        return status.startsWith("warning_");
    }

    boolean isOver() {
        return switch (status) {
            case "won", "lost", "warning_closed", "prevented" -> true;
            default -> false;
        };
    }
}
