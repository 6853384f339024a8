package io.tampu.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

    /** The last beat of a platform, and since when it had lived without a gap. */
    record Beat(Instant since, Instant at) {

        boolean hadItsChance(Instant deadline) {
            Instant from = deadline.isAfter(since) ? deadline : since;
            return from.plus(CHANCE).isBefore(at);
        }
    }

    boolean isPast(Instant deadline) {
        return beats.stream().anyMatch(beat -> beat.hadItsChance(deadline));
    }
}
