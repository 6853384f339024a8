package io.tampu.checkout;

import io.tampu.engine.Ids;
import java.util.UUID;

/** Our id of a refund; outside, 26 characters. */
public record RefundId(UUID value) {

    /** Throws {@link IllegalArgumentException} for what is no id. */
    static RefundId parse(String text) {
        return new RefundId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return Ids.text(value);
    }
}
