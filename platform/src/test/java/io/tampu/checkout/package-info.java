/** Tests of money from outside that need its inside; the stories are told in {@code io.tampu.PaymentStory}. */
@NullMarked
package io.tampu.checkout;

import org.jspecify.annotations.NullMarked;
