/**
 * Airalo's Partner API v2 as its documents and its own clients have it: shapes, units, error codes, limits, notifications.
 * Invariant: it has no idempotency; the same top-up twice sells twice. Start reading at {@link
 * io.tampu.sandbox.airalo.Airalo}.
 */
@NullMarked
package io.tampu.sandbox.airalo;

import org.jspecify.annotations.NullMarked;
