package io.tampu.checkout;

import io.tampu.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * A wish to be paid from outside.
 *
 * @param purpose what the money is for: {@code renewal}
 * @param reference what it pays for; with the same reference at most one attempt is kept
 * @param payer the account whose business it is
 * @param description one line for the payer's statement
 * @param backTo where the payer comes back to
 * @param language {@code zh}, {@code es} or {@code en}
 * @param payUntil after this nobody should be able to pay
 */
public record Asking(
        String purpose,
        UUID reference,
        UUID payer,
        Money amount,
        String description,
        URI backTo,
        String language,
        Instant payUntil) {}
