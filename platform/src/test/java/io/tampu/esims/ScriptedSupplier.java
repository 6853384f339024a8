package io.tampu.esims;

import io.tampu.money.Money;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.OrderWord;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.SupplierHint;
import io.tampu.suppliers.TopUpAnswer;
import io.tampu.suppliers.TopUpOrder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Says of eSIMs what the test tells it to say, and counts how often it was asked. */
final class ScriptedSupplier implements Supplier {

    private final String name;
    final AtomicInteger asked = new AtomicInteger();
    volatile Function<String, EsimWord> says = iccid -> new EsimWord.Unknown();

    ScriptedSupplier(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EsimWord look(String iccid) {
        asked.incrementAndGet();
        return says.apply(iccid);
    }

    @Override
    public EsimWord lookAtPackages(String iccid) {
        return look(iccid);
    }

    @Override
    public TopUpAnswer topUp(TopUpOrder order) {
        throw new AssertionError("nobody may order here");
    }

    @Override
    public OrderWord askAbout(TopUpOrder order) {
        throw new AssertionError("nobody may ask about orders here");
    }

    @Override
    public Optional<Money> credit() {
        return Optional.empty();
    }

    @Override
    public Optional<SupplierHint> verify(Map<String, String> headers, byte[] body) {
        return Optional.empty();
    }
}
