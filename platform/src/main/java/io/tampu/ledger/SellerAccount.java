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
    LATE_DELIVERY_LOSS(7),
    /** Money that payment providers hold for the seller. */
    PROVIDER_CLEARING(8),
    /** Money that is on its way back to payers. */
    REFUND_CLEARING(9),
    /** Money that payers' banks took back, while it is being decided whose it is. */
    DISPUTE_RECEIVABLE(10),
    /** What was lost in disputes. */
    DISPUTE_LOSS(11);

    private final UUID id;

    SellerAccount(int number) {
        this.id = new UUID(0x8000L, 0x8000000000000000L | number);
    }

    public UUID id() {
        return id;
    }

    /** Whether an account is one of these; the others are balances. */
    static boolean isSellers(UUID account) {
        return account.getMostSignificantBits() == BANK.id.getMostSignificantBits();
    }
}
