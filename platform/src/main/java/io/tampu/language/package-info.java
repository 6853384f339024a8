/**
 * The languages that are spoken here, and how texts, amounts, days and data are written in them. Its invariant: what is said
 * in one language can be said in each. Start reading at {@link io.tampu.language.Speech}.
 */
@NullMarked
package io.tampu.language;

import org.jspecify.annotations.NullMarked;
