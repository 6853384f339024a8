package io.tampu.house.planted.suppliers.one;

/** An adapter. */
public final class OneSupplier {
    final Mine mine = new Mine();

    /** Of the same adapter: no fault. */
    static final class Mine {}
}
