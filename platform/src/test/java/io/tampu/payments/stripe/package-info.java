/** Tests of the Stripe adapter. {@link io.tampu.payments.stripe.ScriptedStripe} is the other side, word by word. */
@NullMarked
package io.tampu.payments.stripe;

import org.jspecify.annotations.NullMarked;
