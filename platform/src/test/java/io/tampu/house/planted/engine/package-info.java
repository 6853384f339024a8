/** A room of the planted house. */
@NullMarked
package io.tampu.house.planted.engine;

import org.jspecify.annotations.NullMarked;
