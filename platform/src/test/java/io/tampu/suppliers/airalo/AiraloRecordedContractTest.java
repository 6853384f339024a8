package io.tampu.suppliers.airalo;

import io.tampu.suppliers.SupplierContractTest;

/** The exam against recorded messages. */
final class AiraloRecordedContractTest extends SupplierContractTest {

    @Override
    protected OtherSide open() throws Exception {
        return new SellingAiralo();
    }
}
