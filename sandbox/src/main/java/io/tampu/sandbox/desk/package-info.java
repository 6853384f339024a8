/**
 * The world's own desk, under {@code /world}: ledger, faults, phones, time, and the page that shows them. Nothing here belongs
 * to a provider's protocol. Start reading at {@link io.tampu.sandbox.desk.Desk}.
 */
@NullMarked
package io.tampu.sandbox.desk;

import org.jspecify.annotations.NullMarked;
