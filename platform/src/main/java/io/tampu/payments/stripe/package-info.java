/**
 * Stripe, as a {@link io.tampu.payments.PaymentProvider}. Its invariant: each thing that moves money is asked for under our own id as
 * idempotency key and carries that id as metadata, so that it can be found again when both the answer and the key are gone.
 * Start reading at {@link io.tampu.payments.stripe.Stripe}; the tables are {@code DeclineCode}, {@code RefundRefusal} and
 * {@code RefundFailure}, explained in docs/adapters.md.
 */
@NullMarked
package io.tampu.payments.stripe;

import org.jspecify.annotations.NullMarked;
