package io.tampu.ledger;

import io.tampu.money.Money;
import java.util.Optional;
import java.util.UUID;

/**
 * Secured money that became a sale.
 *
 * @param reference the renewal
 * @param heldOn the balance on which it was held, and whose hold is posted whole; empty for money that came from outside
 * @param tax the part of the total that is tax
 * @param cost what the wholesaler charged, in its currency
 */
public record Sale(UUID reference, Optional<UUID> heldOn, Money total, Money tax, Money cost) {

    public Sale {
        if (tax.amountMinor() < 0 || tax.amountMinor() > total.amountMinor()) {
            throw new IllegalArgumentException("tax " + tax + " is not a part of " + total);
        }
    }
}
