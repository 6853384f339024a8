package io.tampu.payments;

import io.tampu.money.Money;

/** How a refund stands at the provider, in its own word. */
public sealed interface RefundAnswer {

    /**
     * The money has left our account for the payer's. A provider may still fail it later, and says so when asked again.
     *
     * @param handle the provider's id of the refund: {@code re_...}
     * @param returned what was really returned, which is compared with what was asked
     */
    record Succeeded(String handle, Money returned) implements RefundAnswer {}

    /**
     * The money was not returned, or came back to our account.
     *
     * @param retry {@link Retry#LATER}: worth another refund (with another id) after a while; {@link Retry#NEVER}: the money must
     *     go back another way
     * @param code the provider's own code, for operators: {@code "expired_or_canceled_card"}
     */
    record Failed(Failure why, Retry retry, String code, String said) implements RefundAnswer {}

    /** Accepted, and not done. */
    record Pending(String handle, String said) implements RefundAnswer {}

    /** Neither yes nor no. */
    record Unknown(String what) implements RefundAnswer {}
}
