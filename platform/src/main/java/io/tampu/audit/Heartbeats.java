package io.tampu.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * When platforms lived. A deadline is judged at the last heartbeat and not now: nobody can keep it while the whole house is
 * down, and it is the first thing that the next platform sees to.
 */
record Heartbeats(List<Beat> beats) {

    /**
     * A platform that has lived this long past a deadline has had its chance: its longest step with all time-outs (some 35
     * seconds), or another platform's that died in it, and then its own.
     */
    static final Duration CHANCE = Duration.ofSeconds(90);

    /** @param platform a UUIDv7, made when the platform started */
    record Beat(UUID platform, Instant at) {

        Instant born() {
            return Instant.ofEpochMilli(platform.getMostSignificantBits() >>> 16);
        }

        boolean hadItsChance(Instant deadline) {
            Instant from = deadline.isAfter(born()) ? deadline : born();
            return from.plus(CHANCE).isBefore(at);
        }
    }

    boolean isPast(Instant deadline) {
        return beats.stream().anyMatch(beat -> beat.hadItsChance(deadline));
    }
}
