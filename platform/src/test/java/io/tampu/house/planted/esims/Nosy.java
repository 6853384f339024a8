package io.tampu.house.planted.esims;

import io.tampu.house.planted.catalog.deep.Hidden;
import io.tampu.house.planted.engine.Chance;
import io.tampu.house.planted.suppliers.one.OneSupplier;

/** Reaches below another room and knows an adapter. */
final class Nosy {
    final Hidden hidden = new Hidden();
    final OneSupplier adapter = new OneSupplier();
    final Chance chance = new Chance();
}
