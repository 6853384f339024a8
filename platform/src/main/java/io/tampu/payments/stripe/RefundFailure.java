package io.tampu.payments.stripe;

import io.tampu.payments.Retry;

/** Stripe's {@code failure_reason} of a refund whose money came back to us. The same table stands in docs/adapters.md. */
enum RefundFailure {
    LOST_OR_STOLEN_CARD("lost_or_stolen_card", Retry.NEVER),
    EXPIRED_OR_CANCELED_CARD("expired_or_canceled_card", Retry.NEVER),
    DECLINED("declined", Retry.NEVER),
    MERCHANT_REQUEST("merchant_request", Retry.NEVER),
    /** Worth another one after the dispute, if that is won. */
    DISPUTED("charge_for_pending_refund_disputed", Retry.LATER),
    INSUFFICIENT_FUNDS("insufficient_funds", Retry.LATER),
    UNKNOWN("unknown", Retry.LATER);

    final String reason;
    final Retry retry;

    RefundFailure(String reason, Retry retry) {
        this.reason = reason;
        this.retry = retry;
    }

    /** A reason that is not in the table is as good as {@link #UNKNOWN}: how often one tries again is bounded elsewhere. */
    static Retry retry(String reason) {
        for (RefundFailure one : values()) {
            if (one.reason.equals(reason)) {
                return one.retry;
            }
        }
        return UNKNOWN.retry;
    }
}
