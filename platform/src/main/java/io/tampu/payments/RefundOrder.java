package io.tampu.payments;

import io.tampu.money.Money;
import java.util.Optional;

/**
 * Money that must go back, written down before the provider is asked.
 *
 * @param id ours, 26 characters; it goes to the provider as idempotency key and mark
 * @param charge our id of the charge
 * @param payment the provider's id of the money, as in {@link PaymentAnswer.Succeeded}
 * @param amount positive, at most what is left of the payment
 * @param reason why, as a stable word of ours: {@code undelivered}, {@code surplus}
 * @param handle the provider's id of the refund, once it is known
 */
public record RefundOrder(
        String id, String charge, String payment, Money amount, String reason, Optional<String> handle) {

    public RefundOrder {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amountMinor is not positive: " + amount.amountMinor());
        }
    }
}
