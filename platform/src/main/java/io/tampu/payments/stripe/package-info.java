/** Stripe, as a {@link io.tampu.payments.PaymentProvider}. Start reading at {@code StripeSettings}. */
@NullMarked
package io.tampu.payments.stripe;

import org.jspecify.annotations.NullMarked;
