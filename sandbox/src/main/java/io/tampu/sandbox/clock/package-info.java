/**
 * The world's time, which can be pushed forward. Invariant: it never goes back. Start reading at {@link
 * io.tampu.sandbox.clock.WorldClock}.
 */
@NullMarked
package io.tampu.sandbox.clock;

import org.jspecify.annotations.NullMarked;
