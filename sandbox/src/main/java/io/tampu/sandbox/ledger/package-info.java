/**
 * What the world gave and took: every package sold and every movement of money, numbered in one row. Invariant: a line is
 * never changed. Start reading at {@link io.tampu.sandbox.ledger.Ledger}.
 */
@NullMarked
package io.tampu.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
