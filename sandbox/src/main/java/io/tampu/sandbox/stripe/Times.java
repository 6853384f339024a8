package io.tampu.sandbox.stripe;

import io.tampu.sandbox.clock.WorldClock;

/**
 * Two times. What Stripe shows is the machine's time, which is that of whoever asks: a world whose clock was pushed forward for
 * its phones still bills the day it is. What waits (expiry, a second try, a slow bank) waits by the world's time, so that
 * pushing it makes it come.
 */
final class Times {

    private final WorldClock clock;

    Times(WorldClock clock) {
        this.clock = clock;
    }

    /** Seconds since 1970, to be shown. */
    long shown() {
        return (clock.millis() - clock.ahead().toMillis()) / 1000;
    }

    /** Seconds since 1970, for what waits. */
    long waiting() {
        return clock.millis() / 1000;
    }

    /** Milliseconds since 1970, for what waits. */
    long waitingMillis() {
        return clock.millis();
    }
}
