/**
 * What the seller's staff uses. So far the health page: what is paid and not delivered, what waits, since when, and what to do about it.
 * Its invariant: it only reads, and it opens to nobody without the password. Start reading at
 * {@link io.tampu.backoffice.HealthPage}.
 */
@NullMarked
package io.tampu.backoffice;

import org.jspecify.annotations.NullMarked;
