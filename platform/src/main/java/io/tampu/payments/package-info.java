/**
 * The payment providers: one port with sealed answers, and a folder per provider with the same file names in each. Its
 * invariant: silence is never taken for a no, and "accepted" is never taken for "done". Start reading at
 * {@link io.tampu.payments.PaymentProvider}.
 */
@NullMarked
package io.tampu.payments;

import org.jspecify.annotations.NullMarked;
