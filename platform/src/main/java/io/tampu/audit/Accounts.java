package io.tampu.audit;

import java.util.UUID;

/** The seller's accounts, as docs/books.md numbers them: written down here again, so that a slip there is seen here. */
final class Accounts {

    static final UUID BANK = seller(1);
    static final UUID CUSTOMER_PREPAID = seller(2);
    static final UUID REVENUE = seller(3);
    static final UUID TAX_PAYABLE = seller(4);
    static final UUID COST_OF_SALES = seller(5);
    static final UUID SUPPLIER_CREDIT = seller(6);
    static final UUID LATE_DELIVERY_LOSS = seller(7);
    static final UUID PROVIDER_CLEARING = seller(8);
    static final UUID REFUND_CLEARING = seller(9);
    static final UUID DISPUTE_RECEIVABLE = seller(10);
    static final UUID DISPUTE_LOSS = seller(11);

    /** All accounts of the seller come before this; those of customers and partners are UUIDv7 and come after it. */
    static final UUID LAST_OF_SELLER = UUID.fromString("00000000-0000-8000-ffff-ffffffffffff");

    private Accounts() {}

    private static UUID seller(long number) {
        return UUID.fromString("00000000-0000-8000-8000-%012x".formatted(number));
    }
}
