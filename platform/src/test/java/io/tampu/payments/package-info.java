/** The exam of every payment adapter: {@link io.tampu.payments.PaymentContractTest}. */
@NullMarked
package io.tampu.payments;

import org.jspecify.annotations.NullMarked;
