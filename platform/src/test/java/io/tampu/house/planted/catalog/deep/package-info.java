/** A room of the planted house. */
@NullMarked
package io.tampu.house.planted.catalog.deep;

import org.jspecify.annotations.NullMarked;
