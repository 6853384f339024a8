/** Payment providers for tests: one in memory, and the exam that each adapter takes, {@link io.tampu.payments.PaymentContractTest}. */
@NullMarked
package io.tampu.payments;

import org.jspecify.annotations.NullMarked;
