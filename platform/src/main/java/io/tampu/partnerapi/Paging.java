package io.tampu.partnerapi;

import io.tampu.engine.Ids;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a page. */
final class Paging {

    private static final int DEFAULT = 50;
    private static final int MOST = 200;

    private Paging() {}

    static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw Refused.because(ProblemCode.LIMIT_INVALID, "The limit is a number from 1 to " + MOST + ".");
        }
        return Integer.parseInt(text);
    }

    static Optional<UUID> after(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Ids.parse(text));
        } catch (IllegalArgumentException notAnId) {
            throw Refused.because(ProblemCode.AFTER_INVALID, "The parameter 'after' is not an id from a page before.");
        }
    }
}
