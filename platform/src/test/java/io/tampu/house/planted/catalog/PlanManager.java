package io.tampu.house.planted.catalog;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Badly named, and takes time and chance from nowhere. */
public final class PlanManager {
    public final Supplier<UUID> ids = UUID::randomUUID;
    public final Random chance = new Random();
    public final Instant allowed = Instant.now(Clock.systemUTC());

    public Instant now() {
        return Instant.now();
    }

    void pause() throws InterruptedException {
        Thread.sleep(1);
    }
}
