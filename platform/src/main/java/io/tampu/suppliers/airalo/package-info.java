/**
 * Airalo Partner API v2. It has no idempotency of any kind: an order that is sent twice is sold twice, so nothing in here
 * ever repeats an order, and what is not wholly readable is {@code Silent}. Start reading at
 * {@link io.tampu.suppliers.airalo.Airalo}; its errors are the table {@link io.tampu.suppliers.airalo.AiraloError}, its
 * limits the table {@link io.tampu.suppliers.airalo.Endpoint}; both are explained in docs/adapters.md.
 */
@NullMarked
package io.tampu.suppliers.airalo;

import org.jspecify.annotations.NullMarked;
