/**
 * The eSIMs people own, and what their wholesaler last said of each. Its invariants: an eSIM is one (supplier, handle) for
 * ever; at most one live eSIM has an ICCID; what a supplier said is never replaced by its silence. Start reading at
 * {@link io.tampu.esims.Esims}.
 */
@NullMarked
package io.tampu.esims;

import org.jspecify.annotations.NullMarked;
