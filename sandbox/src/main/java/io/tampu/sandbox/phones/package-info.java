/**
 * Phones with eSIMs in them: packages that run out by data or by days, one after the other. Invariant: an eSIM costs
 * nothing until it is touched, and its state follows from what was noted and from the time alone. Start reading at {@link
 * io.tampu.sandbox.phones.Phones}.
 */
@NullMarked
package io.tampu.sandbox.phones;

import org.jspecify.annotations.NullMarked;
