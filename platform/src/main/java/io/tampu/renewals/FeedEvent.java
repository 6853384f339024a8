package io.tampu.renewals;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A renewal came into a state. Nothing of it ever changes.
 *
 * @param reference the buyer's own name for the renewal
 * @param at when the renewal came into the state
 * @param cursor its place: what comes after it is asked for by this
 */
public record FeedEvent(
        UUID id, RenewalId renewal, Optional<String> reference, RenewalState state, Instant at, FeedCursor cursor) {}
