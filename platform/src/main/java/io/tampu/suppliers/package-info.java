/**
 * The wholesalers: one port, sealed answers, a folder per wholesaler with the same file names in each. Its invariant: a
 * supplier's silence is never taken for a no. Start reading at {@link io.tampu.suppliers.Supplier}, which is the adapter
 * writer's manual.
 */
@NullMarked
package io.tampu.suppliers;

import org.jspecify.annotations.NullMarked;
