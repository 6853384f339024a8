package io.tampu.ledger;

import io.tampu.money.Money;
import java.util.UUID;

/** A posting to be written: one line of one business event, at most once. */
record Line(UUID reference, String line, UUID debit, UUID credit, Money amount) {

    static Line of(UUID reference, String line, SellerAccount debit, SellerAccount credit, Money amount) {
        return new Line(reference, line, debit.id(), credit.id(), amount);
    }
}
