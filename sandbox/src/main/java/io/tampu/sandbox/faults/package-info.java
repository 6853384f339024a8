/**
 * Faults by switch: what is armed, for whom, how often, and what a spoilt answer looks like. Invariant: an armed fault
 * survives a restart and is spent exactly as often as asked. Start reading at {@link io.tampu.sandbox.faults.Faults}.
 */
@NullMarked
package io.tampu.sandbox.faults;

import org.jspecify.annotations.NullMarked;
