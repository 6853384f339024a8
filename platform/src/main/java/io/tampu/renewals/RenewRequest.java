package io.tampu.renewals;

import java.util.Optional;
import java.util.UUID;

/**
 * A wish to renew.
 *
 * @param iccid of the eSIM, as the buyer wrote it
 * @param offer the offer's id, as it was given out
 * @param key so that it can be retried blindly
 * @param pay how it is paid
 * @param reference the buyer's own name for it, unique for the buyer
 */
public record RenewRequest(
        UUID buyer, String iccid, String offer, Pay pay, Optional<RequestKey> key, Optional<String> reference) {}
