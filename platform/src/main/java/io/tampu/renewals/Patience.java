package io.tampu.renewals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long a renewal may take and how often it is looked at.
 *
 * @param delivery paid and not delivered for this long: the money goes back by itself
 * @param openAtSupplier the cap while the supplier says that the order is still open there
 * @param lookForLate how long after a refund an order that may have arrived is still looked for
 * @param lease longer than one step can take, with all its time-outs: whoever has claimed a renewal is done with it by then,
 *     or dead
 * @param payWithin whoever takes an offer at its last moment has still so long to pay
 */
public record Patience(
        Duration delivery, Duration openAtSupplier, Duration lookForLate, Duration lease, Duration payWithin) {

    /** How long after a refund an order that may have arrived is still looked for. */
    public static final Duration LOOK_FOR_LATE = Duration.ofDays(7);

    /** An order is not sent later than this after it was claimed: the claim might be lost meanwhile. */
    static final Duration SEND_WITHIN = Duration.ofSeconds(5);

    /** A renewal that was just paid is sent at once; if whoever should have died, by the sweep after this. */
    static final Duration PICK_UP = Duration.ofSeconds(3);

    /** A refund is followed by the checkout; the renewal is only looked at, in case somebody forgot. */
    static final Duration LOOK_AT_REFUND = Duration.ofHours(1);

    private static final List<Duration> FIRST_WAITS = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));

    /** Once the money is back nobody waits: an hour of minutes, then each hour. */
    private static final int MINUTES_AFTER_REFUND = 60;

    /** The wait before the next try, after so many. */
    static Duration beforeTry(int tries) {
        return FIRST_WAITS.get(Math.clamp(tries, 0, FIRST_WAITS.size() - 1));
    }

    static Duration afterRefund(int tries) {
        return tries < MINUTES_AFTER_REFUND ? Duration.ofMinutes(1) : Duration.ofHours(1);
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
