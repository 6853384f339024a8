package io.tampu.suppliers;

import java.util.Map;
import java.util.Optional;

/**
 * A wholesaler that tops up eSIMs. Each method asks once, over the wire, and never throws for what the other side says
 * or does not say: time-outs, 5xx, unparsable, oversized and badly signed answers are the {@code Silent} case of its
 * answer. No method retries by itself: a retry that nobody wrote down is a second sale. Calls happen outside any
 * transaction, from many virtual threads at once.
 */
public interface Supplier {

    /** The name under which eSIMs, plans and settings know this wholesaler: {@code airalo}. */
    String name();

    /**
     * Orders a top-up. Called once for an order, unless the answer was {@link TopUpAnswer.NotNow} (which promises that
     * nothing was sold).
     */
    TopUpAnswer topUp(TopUpOrder order);

    /**
     * Asks what became of an order that may or may not have been received. Safe to repeat. {@link OrderWord.NotSeen} is
     * no proof that it will not appear later.
     */
    OrderWord askAbout(TopUpOrder order);

    /** Reads all that the wholesaler says of an eSIM: its packages, and what may be bought for it now. Safe to repeat. */
    EsimWord look(String iccid);

    /**
     * Reads an eSIM's packages only, the cheaper half of {@link #look}: called after a delivery. The {@code topUps} of a
     * {@link EsimWord.Known} answer are empty and mean nothing.
     */
    EsimWord lookAtPackages(String iccid);

    /** What is left of the prepaid credit at the wholesaler, empty when it does not say. */
    Optional<io.tampu.money.Money> credit();

    /**
     * Verifies a notification on its raw bytes. Empty: forged, altered or unreadable. A verified one is still only a hint.
     *
     * @param headers header names in lower case
     * @param body the bytes exactly as received
     */
    Optional<SupplierHint> verify(Map<String, String> headers, byte[] body);
}
