package io.tampu.backoffice;

import io.tampu.engine.Backlog;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the health page.
 *
 * @param key of its texts
 * @param oldest since when the oldest of it is there
 */
record Figure(String key, long count, boolean isMore, Optional<Instant> oldest, Level level) {

    /** How it looks, and what is asked of the reader. */
    enum Level {
        /** Nothing is asked. */
        FINE("done"),
        /** It should end by itself. */
        WATCH("waiting"),
        /** It does not end without a person. */
        ACT("attention");

        private final String look;

        Level(String look) {
            this.look = look;
        }

        /** Its word in the style sheet. */
        String look() {
            return look;
        }
    }

    /** What came to an end within a day, not what waits. */
    boolean isOfADay() {
        return key.equals("delivered") || key.equals("given-up");
    }

    static Figure of(String key, Backlog backlog, Level level) {
        return new Figure(key, backlog.count(), backlog.isMore(), backlog.oldest(), level);
    }

    /** Business, not trouble: fine, however much it is. */
    static Figure fine(String key, Backlog backlog) {
        return of(key, backlog, Level.FINE);
    }

    /** Trouble from the first on. */
    static Figure zero(String key, Backlog backlog, Level otherwise) {
        return of(key, backlog, backlog.count() == 0 ? Level.FINE : otherwise);
    }

    /** Business while it is young, and to be looked at when some of it is older. */
    static Figure young(String key, Backlog backlog, Instant then, Level otherwise) {
        return of(key, backlog, backlog.isOlderThan(then) ? otherwise : Level.FINE);
    }

    /** To be watched while it is young, and a person's when some of it is older. */
    static Figure youngToWatch(String key, Backlog backlog, Instant then) {
        return backlog.isOlderThan(then) ? of(key, backlog, Level.ACT) : zero(key, backlog, Level.WATCH);
    }
}
