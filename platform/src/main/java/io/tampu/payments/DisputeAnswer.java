package io.tampu.payments;

import io.tampu.money.Money;
import java.time.Instant;

/** How a dispute stands at the provider: the payer's bank took the money back, or threatens to. */
public sealed interface DisputeAnswer {

    /**
     * @param dispute the provider's id of it
     * @param payment the money it is about, as in {@link PaymentAnswer.Succeeded}
     * @param amount what is disputed, which may be less or more than was taken
     * @param stand how it stands
     * @param reason the provider's word for why: {@code "fraudulent"}
     * @param at when it was opened
     */
    record Known(String dispute, String payment, Money amount, Stand stand, String reason, Instant at)
            implements DisputeAnswer {}

    /** Neither yes nor no; also a dispute that the provider does not know. */
    record Unknown(String what) implements DisputeAnswer {}

    /** Where a dispute stands, and where the money is. */
    enum Stand {
        /** An inquiry: no money has been taken back yet. */
        WARNING,
        /** The money has been taken back from us; it is being decided. */
        OPEN,
        /** The money is ours again, or an inquiry ended without a dispute. */
        WON,
        /** The money stays with the payer. */
        LOST
    }
}
