@NullMarked
package io.tampu.invoices;

import org.jspecify.annotations.NullMarked;
