/**
 * Stripe as its API's documentation has it: Checkout Sessions with a page on which a person or a test pays, PaymentIntents,
 * charges, refunds, disputes, balance transactions, events and webhooks. Invariant: every act is one line of the journal,
 * applied the same way when it happens and when it is read again, ids and events included. Start reading at {@link
 * io.tampu.sandbox.stripe.Stripe}, then {@link io.tampu.sandbox.stripe.Payments}.
 */
@NullMarked
package io.tampu.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
