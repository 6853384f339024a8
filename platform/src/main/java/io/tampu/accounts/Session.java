package io.tampu.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A customer who is signed in, in one browser.
 *
 * @param id tells sessions apart; it lets nobody in
 * @param usedAt to the day: it is written once a day at most
 * @param provedAt when its holder last showed, by a code, that letters to the customer's address are read
 * @param device browser and machine in words, may be empty
 */
public record Session(
        UUID id, Customer customer, Instant createdAt, Instant usedAt, Optional<Instant> provedAt, String device) {

    /** So long a proof counts: time to type a new address, and not to find an open browser at the next table. */
    static final Duration PROOF = Duration.ofMinutes(10);

    /** Whether its holder has proved lately enough for what a stranger at an open browser must not do. */
    public boolean isProved(Instant now) {
        return provedAt.filter(at -> now.isBefore(at.plus(PROOF))).isPresent();
    }
}
