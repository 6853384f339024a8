package io.tampu.renewals;

import java.net.URI;

/** How a buyer pays for a renewal. */
public sealed interface Pay {

    /** From the buyer's own balance, at once. */
    record FromBalance() implements Pay {}

    /**
     * By whoever opens the page whose address is the answer.
     *
     * @param backTo where that person comes back to
     * @param language of the page: {@code zh}, {@code es} or {@code en}
     */
    record ByLink(URI backTo, String language) implements Pay {}
}
