package io.tampu.audit;

import io.tampu.payments.Bill;
import io.tampu.payments.FakeProvider;
import io.tampu.suppliers.FakeSupplier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a wholesaler and a payment provider in memory have given and taken, as the world's ledger. */
public record ShopLedger(SoldLedger data, Supplier<List<Bill.Line>> moved) implements WorldLedger {

    public static ShopLedger of(FakeSupplier supplier, FakeProvider provider) {
        return new ShopLedger(SoldLedger.of(supplier), provider::moved);
    }

    @Override
    public Page after(long since, int limit) {
        List<Bill.Line> all = moved.get();
        var money = new ArrayList<Taken>();
        for (int seq = (int) since + 1; seq <= all.size() && money.size() < limit; seq++) {
            Bill.Line line = all.get(seq - 1);
            money.add(new Taken(
                    seq,
                    "stripe",
                    line.payment(),
                    isTaken(line.kind()) ? "taken" : "returned",
                    line.amount().amountMinor(),
                    line.amount().currency(),
                    charge(all, line.payment()),
                    why(line.kind()),
                    line.at()));
        }
        return new Page(data.after(since, limit).data(), money);
    }

    private static boolean isTaken(Bill.Kind kind) {
        return switch (kind) {
            case TAKEN, RETURN_FAILED, DISPUTE_WON -> true;
            case RETURNED, DISPUTED -> false;
        };
    }

    private static String why(Bill.Kind kind) {
        return switch (kind) {
            case TAKEN -> "payment";
            case RETURNED -> "refund";
            case RETURN_FAILED -> "refund-failed";
            case DISPUTED -> "dispute";
            case DISPUTE_WON -> "dispute-won";
        };
    }

    private static String charge(List<Bill.Line> all, String payment) {
        return all.stream()
                .filter(line -> line.kind() == Bill.Kind.TAKEN && line.payment().equals(payment))
                .flatMap(line -> line.mark().stream())
                .findFirst()
                .orElse("");
    }
}
