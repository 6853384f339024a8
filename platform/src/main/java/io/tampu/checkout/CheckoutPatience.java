package io.tampu.checkout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How often providers are asked. Notifications are expected to be quicker; this is for when they do not come. */
final class CheckoutPatience {

    /** Longer than one step can take, with all its time-outs: whoever has claimed something is done with it by then, or dead. */
    static final Duration LEASE = Duration.ofSeconds(40);

    private static final List<Duration> AFTER_SILENCE = seconds(2, 5, 15, 30, 60);
    private static final List<Duration> WHILE_OPEN = seconds(15, 60, 300);
    private static final List<Duration> WHILE_CLOSING = seconds(2, 5, 15, 60);
    /** Money may come though the provider said that it could not: a few looks, then the bill of the day. */
    private static final List<Duration> AFTER_END = seconds(600, 3600, 86_400);

    private static final List<Duration> WHILE_ACCEPTED = seconds(30, 300, 3600, 21_600);
    /** A refund may fail after it was done: banks take days to find out. */
    private static final List<Duration> AFTER_RETURN = seconds(3600, 86_400, 604_800, 2_592_000);

    private static final List<Duration> WHILE_DISPUTED = seconds(60, 3600, 21_600, 86_400);

    private CheckoutPatience() {}

    static Duration afterSilence(int tries) {
        return nth(AFTER_SILENCE, tries);
    }

    static Duration whileOpen(int tries) {
        return nth(WHILE_OPEN, tries);
    }

    static Duration whileClosing(int tries) {
        return nth(WHILE_CLOSING, tries);
    }

    static Duration whileAccepted(int tries) {
        return nth(WHILE_ACCEPTED, tries);
    }

    static Duration whileDisputed(int tries) {
        return nth(WHILE_DISPUTED, tries);
    }

    /** The next look after an end: by the time since, so that looks for another reason use none of them up. */
    static Optional<Instant> afterEnd(Instant ended, Instant now) {
        return next(AFTER_END, ended, now);
    }

    /** The next look after a return, in the same way. */
    static Optional<Instant> afterReturn(Instant returned, Instant now) {
        return next(AFTER_RETURN, returned, now);
    }

    private static Optional<Instant> next(List<Duration> waits, Instant since, Instant now) {
        return waits.stream().map(since::plus).filter(look -> look.isAfter(now)).findFirst();
    }

    private static Duration nth(List<Duration> waits, int tries) {
        return waits.get(Math.clamp(tries, 0, waits.size() - 1));
    }

    private static List<Duration> seconds(int... waits) {
        return java.util.Arrays.stream(waits).mapToObj(Duration::ofSeconds).toList();
    }
}
