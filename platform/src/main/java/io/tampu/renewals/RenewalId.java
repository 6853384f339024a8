package io.tampu.renewals;

import io.tampu.engine.Ids;
import java.util.UUID;

/** A renewal. Its text is also our mark at the supplier. */
public record RenewalId(UUID value) {

    /** Throws {@link IllegalArgumentException} for anything but 26 base-32 characters. */
    public static RenewalId parse(String text) {
        return new RenewalId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return Ids.text(value);
    }
}
