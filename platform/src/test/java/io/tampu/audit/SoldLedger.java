package io.tampu.audit;

import io.tampu.suppliers.FakeSupplier;
import io.tampu.suppliers.FakeSupplier.Sold;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a wholesaler in memory has sold, as the world's ledger. */
public record SoldLedger(Supplier<List<Sold>> sold) implements WorldLedger {

    public static SoldLedger of(FakeSupplier supplier) {
        return new SoldLedger(supplier::sold);
    }

    @Override
    public Page after(long since, int limit) {
        List<Sold> all = sold.get();
        var data = new ArrayList<Given>();
        for (int seq = (int) since + 1; seq <= all.size() && data.size() < limit; seq++) {
            Sold one = all.get(seq - 1);
            data.add(new Given(
                    seq,
                    "airalo",
                    one.order().iccid(),
                    one.sale().orderId(),
                    one.order().supplierPackage(),
                    one.order().mark(),
                    one.sale().cost().amountMinor(),
                    one.sale().cost().currency()));
        }
        return new Page(data, List.of());
    }
}
