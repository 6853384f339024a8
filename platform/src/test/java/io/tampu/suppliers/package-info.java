/** The exam of every adapter: {@link io.tampu.suppliers.SupplierContractTest}. */
@NullMarked
package io.tampu.suppliers;

import org.jspecify.annotations.NullMarked;
