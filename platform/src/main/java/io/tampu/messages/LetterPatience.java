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
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1));

    /** A server that does not want us is not pestered: accounts are locked for less. */
    private static final Duration AFTER_REFUSING_US = Duration.ofMinutes(5);

    private LetterPatience() {}

    /** When a letter that is written now is void. */
    static Instant giveUpAt(Letter letter, Instant now) {
        return letter.kind().hasCode()
                ? now.plus(Duration.ofMinutes(Long.parseLong(letter.fact("minutes"))))
                : now.plus(WITHOUT_CODE);
    }

    /** How long to wait after one more try in vain. */
    static Duration afterSilence(Waiting letter) {
        return WAITS.get(Math.clamp(letter.tries(), 0, WAITS.size() - 1));
    }

    /** And after a try that was refused because of us. */
    static Duration afterRefusingUs(Waiting letter) {
        Duration usual = afterSilence(letter);
        return usual.compareTo(AFTER_REFUSING_US) > 0 ? usual : AFTER_REFUSING_US;
    }

    /** When to try again; empty when that would be too late. */
    static Optional<Instant> next(Waiting letter, Instant now, Duration wait) {
        Instant next = now.plus(wait);
        return next.isBefore(letter.giveUpAt()) ? Optional.of(next) : Optional.empty();
    }
}
