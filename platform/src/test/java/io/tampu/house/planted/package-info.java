/**
 * A small house full of faults, one for each rule. {@link io.tampu.house.PlantedFaultsTest} sees each of them reported.
 */
@NullMarked
package io.tampu.house.planted;

import org.jspecify.annotations.NullMarked;
