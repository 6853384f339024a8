package io.tampu.esims;

import io.tampu.suppliers.EsimWord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What we know of an eSIM from its wholesaler. */
public sealed interface Snapshot {

    /** When the supplier was last asked without an answer, if that was after its last answer. */
    Optional<Instant> silentSince();

    /**
     * The supplier has not said anything yet.
     */
    record NotCheckedYet(Optional<Instant> silentSince) implements Snapshot {}

    /**
     * The supplier's last word.
     *
     * @param word {@link EsimWord.Known}, {@link EsimWord.Recycled} or {@link EsimWord.Unknown}; never silence
     * @param checkedAt when its packages were asked for
     * @param topUpsCheckedAt when it was asked what may be bought: the same time, or earlier; empty if only packages were read
     * @param hintedAt when a notification last said that something has changed
     */
    record Checked(
            EsimWord word,
            Instant checkedAt,
            Optional<Instant> topUpsCheckedAt,
            Optional<Instant> hintedAt,
            Optional<Instant> silentSince)
            implements Snapshot {

        /** Younger than {@code maxAge} in all its parts, and no hint since. */
        public boolean isFresh(Instant now, Duration maxAge) {
            var oldest = topUpsCheckedAt.orElse(Instant.EPOCH);
            return now.isBefore(oldest.plus(maxAge))
                    && now.isBefore(checkedAt.plus(maxAge))
                    && hintedAt.map(oldest::isAfter).orElse(true);
        }
    }
}
