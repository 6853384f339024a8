/**
 * Load and scale measurements of whole renewals, each beside a baseline measured in the same run. Not built yet.
 */
@NullMarked
package io.tampu.bench;

import org.jspecify.annotations.NullMarked;
