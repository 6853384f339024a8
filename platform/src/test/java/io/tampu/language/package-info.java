/** Tests of the languages: what is written in each, by examples. */
@NullMarked
package io.tampu.language;

import org.jspecify.annotations.NullMarked;
