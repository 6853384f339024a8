package io.tampu.renewals;

import java.util.UUID;

/**
 * Somebody who follows a buyer's events.
 *
 * @param id the reader's own
 * @param after how far it has read
 */
public record FeedReader(UUID id, UUID buyer, FeedCursor after) {}
