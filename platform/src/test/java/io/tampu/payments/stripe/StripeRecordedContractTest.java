package io.tampu.payments.stripe;

import io.tampu.payments.OtherSide;
import io.tampu.payments.PaymentContractTest;

/** The exam against recorded messages. */
final class StripeRecordedContractTest extends PaymentContractTest {

    @Override
    protected OtherSide open() throws Exception {
        return new SellingStripe();
    }
}
