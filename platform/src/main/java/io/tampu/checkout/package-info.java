/**
 * Money from outside: asking a payer for it through a provider, keeping it once, and giving it back. Its invariant: money that
 * a provider has taken is kept for its purpose by at most one attempt, and all other money goes back by itself. It asks the
 * provider before it believes anything. Start reading at {@link io.tampu.checkout.Checkout}, then {@code FollowAttempts} and
 * {@code WriteDownMoney}.
 */
@NullMarked
package io.tampu.checkout;

import org.jspecify.annotations.NullMarked;
