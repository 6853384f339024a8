/** The whole program over HTTP, as its users meet it: each answer is held against {@code openapi.json} too. */
@NullMarked
package io.tampu.stories;

import org.jspecify.annotations.NullMarked;
