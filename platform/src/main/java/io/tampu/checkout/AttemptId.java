package io.tampu.checkout;

import io.tampu.engine.Ids;
import java.util.UUID;

/** Our id of an attempt; outside, 26 characters. */
public record AttemptId(UUID value) {

    /** Throws {@link IllegalArgumentException} for what is no id. */
    static AttemptId parse(String text) {
        return new AttemptId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return Ids.text(value);
    }
}
