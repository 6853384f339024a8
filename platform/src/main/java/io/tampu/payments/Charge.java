package io.tampu.payments;

import io.tampu.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What is asked of a payer, written down before the provider is.
 *
 * @param id ours, 26 characters; it goes to the provider as idempotency key and mark
 * @param method how it is to be paid: {@code card}
 * @param amount positive, tax included
 * @param description one line for the payer's statement of what is bought, at most 250 characters
 * @param backTo where the provider's page sends the payer after paying; it proves nothing
 * @param cancelTo where it sends the payer who does not want to pay there
 * @param language of the provider's page: {@code zh}, {@code es} or {@code en}
 * @param createdAt when it was written down
 * @param payUntil after this nobody should be able to pay; an adapter moves it to what its provider allows
 * @param handle the provider's id, once it is known
 */
public record Charge(
        String id,
        String method,
        Money amount,
        String description,
        URI backTo,
        URI cancelTo,
        String language,
        Instant createdAt,
        Instant payUntil,
        Optional<String> handle) {

    public Charge {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amountMinor is not positive: " + amount.amountMinor());
        }
    }
}
