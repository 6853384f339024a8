package io.tampu.partnerapi;

import io.tampu.engine.Ids;
import io.tampu.renewals.FeedCursor;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An address at which a partner wants to be told of events.
 *
 * @param generation which secret signs: the newest
 * @param oldestGeneration the oldest that may still sign beside it
 * @param rolledAt when the newest came
 * @param position how far the feed has been read for it
 * @param failedRounds rounds in a row in which nothing was taken and something refused
 * @param failingSince when the first of those was
 * @param lastProblem what the last refusal was
 * @param waiting events that were not taken at once and will be tried again
 * @param givenUp events that were tried for three days
 */
record Webhook(
        UUID id,
        UUID partner,
        String url,
        Instant createdAt,
        int generation,
        int oldestGeneration,
        Optional<Instant> rolledAt,
        FeedCursor position,
        int failedRounds,
        Optional<Instant> failingSince,
        Optional<String> lastProblem,
        long waiting,
        long givenUp) {

    String text() {
        return Ids.text(id);
    }

    boolean isFailing() {
        return failedRounds > 0;
    }
}
