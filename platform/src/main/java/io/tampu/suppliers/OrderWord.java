package io.tampu.suppliers;

/** What a supplier says of an order whose end we do not know. */
public sealed interface OrderWord {

    /** It was sold. */
    record Sold(SupplierOrder order) implements OrderWord {}

    /** It is there and ended without a sale: failed, or refunded to us. */
    record EndedUnsold(String status) implements OrderWord {}

    /** It is there and not ended: the supplier is still working on it. */
    record StillOpen(String status) implements OrderWord {}

    /** It is not (yet) there. */
    record NotSeen() implements OrderWord {}

    /** No readable answer. */
    record Silent(String what) implements OrderWord {}
}
