package io.tampu.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How often a letter is tried, and for how long. */
final class LetterPatience {

    /** A letter without a code is tried for so long: somebody should know, but not of last week. */
    static final Duration WITHOUT_CODE = Duration.ofDays(3);

    /** Somebody sits and waits for a code, and servers that put strangers off do so for some minutes: both are in these. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1));

    private LetterPatience() {}

    /** When a letter that is written now is void. */
    static Instant giveUpAt(Letter letter, Instant now) {
        return letter.kind().hasCode()
                ? now.plus(Duration.ofMinutes(Long.parseLong(letter.facts().getOrDefault("minutes", ""))))
                : now.plus(WITHOUT_CODE);
    }

    /** When to try again after one more try in vain; empty when that would be too late. */
    static Optional<Instant> next(Waiting letter, Instant now) {
        Instant next = now.plus(WAITS.get(Math.clamp(letter.tries(), 0, WAITS.size() - 1)));
        return next.isBefore(letter.giveUpAt()) ? Optional.of(next) : Optional.empty();
    }
}
