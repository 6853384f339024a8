package io.tampu.ledger;

import java.util.UUID;

/** The seller's own accounts. None has a locked balance row: a row that every renewal touches would serialise every commit. */
public enum SellerAccount {
    /** Money in the seller's bank. */
    BANK(1),
    /** Money secured, service owed. */
    CUSTOMER_PREPAID(2),
    /** Sales, without tax. */
    REVENUE(3),
    /** Tax to be handed on. */
    TAX_PAYABLE(4),
    /** What wholesalers charged for what was sold. */
    COST_OF_SALES(5),
    /** Prepaid credit at wholesalers. */
    SUPPLIER_CREDIT(6),
    /** What wholesalers charged for data that arrived after the money had gone back. */
    LATE_DELIVERY_LOSS(7);

    private final UUID id;

    SellerAccount(int number) {
        this.id = new UUID(0x8000L, 0x8000000000000000L | number);
    }

    public UUID id() {
        return id;
    }
}
