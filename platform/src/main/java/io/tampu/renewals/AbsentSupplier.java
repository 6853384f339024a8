package io.tampu.renewals;

import io.tampu.money.Money;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.OrderWord;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.SupplierHint;
import io.tampu.suppliers.TopUpAnswer;
import io.tampu.suppliers.TopUpOrder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A wholesaler whose settings were taken away while renewals of it were open: nobody can be asked, and so they go the way of
 * silence, to the deadline and the refund.
 */
record AbsentSupplier(String name) implements Supplier {

    @Override
    public TopUpAnswer topUp(TopUpOrder order) {
        return new TopUpAnswer.NotNow(Duration.ZERO, "absent", what());
    }

    @Override
    public OrderWord askAbout(TopUpOrder order) {
        return new OrderWord.Silent(what());
    }

    @Override
    public EsimWord look(String iccid) {
        return new EsimWord.Silent(what());
    }

    @Override
    public EsimWord lookAtPackages(String iccid) {
        return look(iccid);
    }

    @Override
    public Optional<Money> credit() {
        return Optional.empty();
    }

    @Override
    public Optional<SupplierHint> verify(Map<String, String> headers, byte[] body) {
        return Optional.empty();
    }

    private String what() {
        return "there are no settings for " + name;
    }
}
