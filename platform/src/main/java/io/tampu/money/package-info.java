/**
 * Amounts, currencies and rounding. An amount is a {@code long} of minor units and its currency, always together.
 * Start reading at {@link io.tampu.money.Money}.
 */
@NullMarked
package io.tampu.money;

import org.jspecify.annotations.NullMarked;
