/**
 * The world's memory on disk: an append-only journal of what happened, replayed at start. Invariant: what anybody outside
 * was told is already written. Start reading at {@link io.tampu.sandbox.store.Journal}.
 */
@NullMarked
package io.tampu.sandbox.store;

import org.jspecify.annotations.NullMarked;
