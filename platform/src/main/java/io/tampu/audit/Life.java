package io.tampu.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All that the tables say under one id: a renewal, its postings, its receipts and its money from outside. Any of them may be missing, or be there
 * more often than it should: that is what the rules look for.
 */
record Life(
        UUID id,
        List<Accepted> renewals,
        List<Posting> postings,
        List<Receipt> receipts,
        List<MoneyRow.Attempt> attempts,
        List<MoneyRow.Refund> refunds) {

    /**
     * A renewal as its row has it.
     *
     * @param cost what the supplier charged, in minor units; empty until it sold
     * @param costCurrency of the cost; empty text until it sold
     * @param secured HOLD or PAYMENT; empty text until it is paid
     */
    record Accepted(
            UUID id,
            String state,
            UUID buyer,
            long total,
            long tax,
            String currency,
            String sending,
            Instant deadlineAt,
            Optional<Instant> dueAt,
            Optional<Long> cost,
            String costCurrency,
            String secured,
            Optional<Instant> payUntil) {

        boolean isEnd() {
            return state.equals("RENEWED") || state.equals("REFUNDED") || state.equals("UNPAID");
        }

        boolean is(String name) {
            return state.equals(name);
        }

        boolean isHeld() {
            return secured.equals("HOLD");
        }

        boolean isSold() {
            return sending.equals("SOLD");
        }

        boolean isGivenAfterRefund() {
            return (is("REFUNDED") || is("REFUNDING")) && isSold();
        }
    }

    record Posting(UUID reference, String line, String phase, UUID debit, UUID credit, long amount, String currency) {}

    record Receipt(UUID renewal, UUID buyer, long total, long tax, String currency) {}

    List<MoneyRow.Attempt> kept() {
        return attempts.stream().filter(MoneyRow.Attempt::isKept).toList();
    }

    /** Refunds of what was not delivered that have not failed. */
    List<MoneyRow.Refund> undelivered() {
        return refunds.stream()
                .filter(refund -> refund.is("undelivered") && !refund.isFailed())
                .toList();
    }

    List<Posting> lines(String name) {
        return postings.stream().filter(posting -> posting.line().equals(name)).toList();
    }
}
