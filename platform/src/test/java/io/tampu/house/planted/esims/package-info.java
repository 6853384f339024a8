/** A room of the planted house. */
@NullMarked
package io.tampu.house.planted.esims;

import org.jspecify.annotations.NullMarked;
