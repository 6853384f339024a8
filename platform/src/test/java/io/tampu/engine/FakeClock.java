package io.tampu.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test turns it. Starts at noon UTC on 23 November 2026. */
public final class FakeClock extends Clock {

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    /** Turns it forward, or back with a negative step. */
    public synchronized void turn(Duration step) {
        now = now.plus(step);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times are in UTC; zones are for people");
    }
}
