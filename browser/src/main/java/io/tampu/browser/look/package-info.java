/**
 * Looks at every page of the website, in each language and theme, and says what it found as a table and as pictures. Its invariant: a
 * page that is in the list is asked everything. Start reading at {@link io.tampu.browser.look.Matrix}.
 */
@NullMarked
package io.tampu.browser.look;

import org.jspecify.annotations.NullMarked;
