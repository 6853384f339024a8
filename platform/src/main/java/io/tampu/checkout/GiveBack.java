package io.tampu.checkout;

import io.tampu.money.Money;
import java.util.Optional;
import java.util.UUID;

/**
 * Money that must go back to its payer.
 *
 * @param reference what it was paid for: the renewal
 * @param payer whose business it was
 * @param paid all that was paid for it, of which no more can go back
 * @param reason why, as a stable word
 * @param saleTax if it had become a sale: the part of the amount that was tax; empty for money that was only secured
 */
public record GiveBack(
        String purpose,
        UUID reference,
        UUID payer,
        Money amount,
        Money paid,
        String reason,
        Refund.To to,
        Optional<Money> saleTax) {}
