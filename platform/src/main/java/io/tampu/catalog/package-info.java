/**
 * What is sold: the plans, from whom, at what price. Its invariant: a plan version never changes; a changed plan is a new
 * version and the old one stays readable for ever, because offers and receipts speak of it. Plans come from a file
 * ({@code catalog.schema.json} says what may stand in it). Start reading at {@link io.tampu.catalog.Catalog}.
 */
@NullMarked
package io.tampu.catalog;

import org.jspecify.annotations.NullMarked;
