package io.tampu.house.planted.suppliers;

import io.tampu.house.planted.suppliers.one.OneSupplier;

/** A port that knows an adapter. */
final class Port {
    final OneSupplier adapter = new OneSupplier();
}
