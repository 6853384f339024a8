/**
 * Receipts and credit notes: what was given, for how much, with which tax, and what of it was taken back; as data and as
 * papers. Its invariant: a paper's row is written in the transaction that records what it tells of, once, and never changed.
 * Start reading at {@link io.tampu.invoices.Receipts}.
 */
@NullMarked
package io.tampu.invoices;

import org.jspecify.annotations.NullMarked;
