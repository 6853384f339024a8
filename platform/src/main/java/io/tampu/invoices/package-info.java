/**
 * Receipts: what was given, for how much, with which tax. Its invariant: a receipt is written in the transaction that
 * records its renewal, once, and never changed. Start reading at {@link io.tampu.invoices.Receipts}.
 */
@NullMarked
package io.tampu.invoices;

import org.jspecify.annotations.NullMarked;
