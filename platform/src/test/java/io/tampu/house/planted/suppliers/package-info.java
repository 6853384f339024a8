/** A room of the planted house. */
@NullMarked
package io.tampu.house.planted.suppliers;

import org.jspecify.annotations.NullMarked;
