package io.tampu.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock turned by hand. */
public final class HandClock implements InstantSource {

    private Instant now = Instant.parse("2026-11-18T13:37:07Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void turn(Duration by) {
        now = now.plus(by);
    }
}
