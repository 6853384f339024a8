package io.tampu.checkout;

import io.tampu.payments.Heard;

/**
 * A genuine notification of a provider, to be followed by asking.
 *
 * @param provider its name
 */
public record Hint(String provider, Heard.Genuine heard) {

    /** What becomes of a hint. */
    public enum Fate {
        /** The provider will be asked. */
        FOLLOWED,
        /** Nothing here is concerned, or what is has been settled. */
        NOTHING_TO_DO,
        /** It speaks of an amount or a currency that is not the one we asked for: kept apart, not followed. */
        WRONG_AMOUNT
    }
}
