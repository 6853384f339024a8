package io.tampu.sandbox.phones;

import java.util.Arrays;
import java.util.Optional;

/** What an eSIM is like when it is provisioned. */
public enum PhoneKind {
    /** A local plan that runs, with data and days left. */
    RENEWABLE("renewable"),
    /** A regional plan that runs. */
    REGIONAL("regional"),
    /** Ended twenty days ago; may still be topped up. */
    EXPIRED_IN_GRACE("expired-in-grace"),
    /** Ended longer ago than the grace window: gone for good. */
    RECYCLED("recycled"),
    /** Runs, but its operator sells no top-ups. */
    NOT_RECHARGEABLE("not-rechargeable"),
    /** Bought, never installed. */
    FRESH("fresh"),
    /** An unlimited plan that runs; nothing can be added. */
    UNLIMITED("unlimited"),
    /** Sold by the world itself; made by an order, not by provisioning. */
    SOLD("sold");

    private final String word;

    PhoneKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<PhoneKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
