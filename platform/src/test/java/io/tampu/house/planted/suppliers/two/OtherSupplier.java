package io.tampu.house.planted.suppliers.two;

import io.tampu.house.planted.suppliers.one.OneSupplier;

/** An adapter that knows another. */
final class OtherSupplier {
    final OneSupplier other = new OneSupplier();
}
