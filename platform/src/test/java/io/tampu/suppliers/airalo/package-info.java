/** Tests of the Airalo adapter. {@link io.tampu.suppliers.airalo.ScriptedAiralo} is the other side, word by word. */
@NullMarked
package io.tampu.suppliers.airalo;

import org.jspecify.annotations.NullMarked;
