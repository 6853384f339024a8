package io.tampu.house.planted;

import io.tampu.house.planted.suppliers.one.OneSupplier;
import java.time.Clock;

/** May know adapters and make a clock, but not read the time. */
final class Wiring {
    final OneSupplier adapter = new OneSupplier();
    final Clock clock = Clock.systemUTC();
    final long fault = System.currentTimeMillis();
}
