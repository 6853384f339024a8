package io.tampu.partnerapi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How often an event is tried, and how long a receiver that takes nothing is left alone. */
final class DeliveryPatience {

    /** After this an event is given up: the feed still has it. */
    static final Duration GIVE_UP = Duration.ofDays(3);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2));

    /** Shorter than the waits above, so that a single event keeps to its own; long enough that a dead receiver costs nothing. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(60));

    private DeliveryPatience() {}

    /** When to try again after so many tries; empty when it is time to give up. The last try is at the very end. */
    static Optional<Instant> next(int tries, Instant first, Instant now) {
        Instant end = first.plus(GIVE_UP);
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        Instant next = now.plus(WAITS.get(Math.clamp(tries - 1, 0, WAITS.size() - 1)));
        return Optional.of(next.isBefore(end) ? next : end);
    }

    /** How long a receiver is left alone after so many rounds in which it took nothing. */
    static Duration pause(int failedRounds) {
        return PAUSES.get(Math.clamp(failedRounds - 1, 0, PAUSES.size() - 1));
    }
}
