package io.tampu.payments.stripe;

import io.tampu.payments.Failure;
import io.tampu.payments.RefundAnswer;
import io.tampu.payments.Retry;
import io.tampu.payments.stripe.Wire.Heard;

/** Why Stripe refuses to begin a refund, as far as it is told apart. The same table stands in docs/adapters.md. */
enum RefundRefusal {
    ALREADY_REFUNDED("charge_already_refunded", Failure.NOTHING_LEFT, Retry.NEVER),
    CHARGE_DISPUTED("charge_disputed", Failure.DISPUTED, Retry.LATER),
    DISPUTED_PAYMENT("refund_disputed_payment", Failure.DISPUTED, Retry.LATER),
    /** Our account at Stripe holds too little: operators must fill it, then another refund works. */
    BALANCE_INSUFFICIENT("balance_insufficient", Failure.REFUSED, Retry.LATER),
    INSUFFICIENT_FUNDS("insufficient_funds", Failure.REFUSED, Retry.LATER),
    AMOUNT_TOO_LARGE("amount_too_large", Failure.REFUSED, Retry.NEVER),
    NO_SUCH_PAYMENT("resource_missing", Failure.REFUSED, Retry.NEVER);

    final String code;
    final Failure why;
    final Retry retry;

    RefundRefusal(String code, Failure why, Retry retry) {
        this.code = code;
        this.why = why;
        this.retry = retry;
    }

    /** What the table does not know is a no all the same: the same request would be as bad again, and somebody must look. */
    static RefundAnswer answer(Heard.Refused refused) {
        for (RefundRefusal one : values()) {
            if (one.code.equals(refused.code())) {
                return new RefundAnswer.Failed(one.why, one.retry, one.code, refused.said());
            }
        }
        return new RefundAnswer.Failed(Failure.REFUSED, Retry.NEVER, refused.code(), refused.said());
    }
}
