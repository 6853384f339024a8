/**
 * The machine room: database, clock, ids, combining, HTTP out, configuration. It knows nothing of eSIMs or money. Its
 * invariant: time and chance enter the program here and nowhere else.
 */
@NullMarked
package io.tampu.engine;

import org.jspecify.annotations.NullMarked;
