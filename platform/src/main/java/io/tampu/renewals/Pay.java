package io.tampu.renewals;

import io.tampu.checkout.Refund;
import java.net.URI;

/** How a buyer pays for a renewal. */
public sealed interface Pay {

    /** From the buyer's own balance, at once. */
    record FromBalance() implements Pay {}

    /**
     * By whoever opens the page whose address is the answer.
     *
     * @param backTo where that person comes back to
     * @param refundTo where the money goes if nothing is delivered
     * @param language of the page: {@code zh}, {@code es} or {@code en}
     */
    record ByLink(URI backTo, String language, Refund.To refundTo) implements Pay {}
}
