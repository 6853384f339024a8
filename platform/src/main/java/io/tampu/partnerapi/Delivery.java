package io.tampu.partnerapi;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event on its way to a webhook.
 *
 * @param position its place in the feed, as text
 * @param body to the byte, the same in each try
 * @param tries how often it was tried
 * @param dueAt when it is tried next; empty while an earlier event of its renewal waits
 */
record Delivery(
        String position,
        UUID event,
        UUID renewal,
        String body,
        int tries,
        Optional<Instant> firstTriedAt,
        Optional<Instant> dueAt) {

    Delivery dueAt(Optional<Instant> next) {
        return new Delivery(position, event, renewal, body, tries, firstTriedAt, next);
    }

    /** Not taken at {@code now}; to be tried again, or given up if that is over. */
    Delivery failed(Instant now) {
        Instant first = firstTriedAt.orElse(now);
        return new Delivery(
                position,
                event,
                renewal,
                body,
                tries + 1,
                Optional.of(first),
                DeliveryPatience.next(tries + 1, first, now));
    }
}
