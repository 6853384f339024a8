package io.tampu.storefront;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait for another code, in words.
 *
 * @param key of the text: for seconds, or for longer
 * @param number of seconds or minutes, at least 1
 */
record TooSoon(String key, long number) {

    private static final Duration SHORT = Duration.ofSeconds(90);

    static TooSoon until(Instant again, Instant now) {
        Duration wait = Duration.between(now, again);
        return wait.compareTo(SHORT) < 0
                ? new TooSoon("code.too-soon", Math.max(1, wait.toSeconds()))
                : new TooSoon("code.too-often", wait.plusSeconds(59).toMinutes());
    }
}
