/**
 * The product: offer, secure the money, top up, recognise the sale, receipt, and every other ending. Its invariant: every
 * accepted renewal ends in exactly one top-up or exactly one refund, whatever fails in between. Start reading at
 * {@link io.tampu.renewals.RenewEsims}; {@link io.tampu.renewals.RenewalState} is the table of its life.
 */
@NullMarked
package io.tampu.renewals;

import org.jspecify.annotations.NullMarked;
