package io.tampu.house.planted.engine;

import java.time.Instant;
import java.util.UUID;

/** The engine may: no fault. */
public final class Chance {
    public final UUID id = UUID.randomUUID();
    public final Instant now = Instant.now();
}
