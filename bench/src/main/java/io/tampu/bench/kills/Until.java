package io.tampu.bench.kills;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The one place that waits: it looks again and again, for so long and no longer. */
final class Until {

    private static final int LOOK_EVERY_MILLIS = 20;

    private Until() {}

    /** Whether it came true in time. */
    static boolean isTrue(BooleanSupplier what, Duration atMost) {
        long giveUpAt = System.nanoTime() + atMost.toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() >= giveUpAt) {
                return false;
            }
            passed(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    /** A pause that belongs to the load, such as a client's before it asks again. */
    static void passed(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", interrupted);
        }
    }
}
