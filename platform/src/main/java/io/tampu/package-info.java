/**
 * The program: commands, settings and the wiring. The only place that knows the adapters. Start reading at
 * {@link io.tampu.Tampu}; {@link io.tampu.House} puts the modules together.
 */
@NullMarked
package io.tampu;

import org.jspecify.annotations.NullMarked;
