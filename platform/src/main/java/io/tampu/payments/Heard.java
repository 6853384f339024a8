package io.tampu.payments;

import io.tampu.money.Money;
import java.util.Optional;

/** What a notification turned out to be. */
public sealed interface Heard {

    /**
     * From the provider, for our account, in time. A hint to ask again, never a fact.
     *
     * @param uniqueKey the same for every delivery of the same notification: {@code evt_...}
     * @param what its kind in the provider's words, for operators: {@code payment_intent.succeeded}
     * @param about what it speaks of
     * @param amount the amount that it claims, to be compared with ours; empty if it names none
     */
    record Genuine(String uniqueKey, String what, About about, Optional<Money> amount) implements Heard {}

    /**
     * Not to be believed: kept apart for staff, changes nothing.
     *
     * @param why forged, altered, too old, for another account, unreadable; no secret
     */
    record Apart(Why why, String said) implements Heard {}

    /** What a notification speaks of. */
    sealed interface About {
        /** @param charge our id of it */
        record OfCharge(String charge) implements About {}

        /** @param payment the provider's id of the money, where our id is not in the notification */
        record OfPayment(String payment) implements About {}

        /** @param refund our id of it */
        record OfRefund(String refund) implements About {}

        /** A refund without our id: made by hand at the provider, or told about by its payment only. */
        record OfForeignRefund(String handle, String payment) implements About {}

        /** @param dispute the provider's id of it */
        record OfDispute(String dispute, String payment) implements About {}

        /** Nothing that is acted on. */
        record OfNothing() implements About {}
    }

    /** Why a notification is kept apart. */
    enum Why {
        /** No signature, or one that none of our secrets made. */
        FORGED,
        /** Signed by us once, but longer ago than the tolerance. */
        REPLAYED,
        /** Signed for another account, or for the test world. */
        WRONG_ACCOUNT,
        /** Genuine, but not readable as what it says to be. */
        UNREADABLE
    }
}
