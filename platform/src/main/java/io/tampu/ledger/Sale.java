package io.tampu.ledger;

import io.tampu.money.Money;

/**
 * A hold that became a sale.
 *
 * @param hold what was set aside; it is posted whole
 * @param tax the part of it that is tax
 * @param cost what the wholesaler charged, in its currency
 */
public record Sale(Hold hold, Money tax, Money cost) {

    public Sale {
        if (tax.amountMinor() < 0 || tax.amountMinor() > hold.amount().amountMinor()) {
            throw new IllegalArgumentException("tax " + tax + " is not a part of " + hold.amount());
        }
    }
}
