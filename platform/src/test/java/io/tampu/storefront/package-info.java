/** Tests of the website without a browser: its texts, its doors, what a page works out. */
@NullMarked
package io.tampu.storefront;

import org.jspecify.annotations.NullMarked;
