package io.tampu.messages;

import java.time.Instant;

/**
 * A letter on its way, claimed by one platform.
 *
 * @param tries how often it was tried before
 * @param claimedUntil then it is anybody's again; also the mark by which a lost claim is known
 * @param giveUpAt from then on it is not sent any more
 */
record Waiting(Letter letter, int tries, Instant claimedUntil, Instant giveUpAt) {

    @Override
    public String toString() {
        return letter.toString();
    }
}
