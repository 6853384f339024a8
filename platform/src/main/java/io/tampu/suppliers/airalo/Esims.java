package io.tampu.suppliers.airalo;

import io.tampu.money.Money;
import io.tampu.suppliers.EsimWord.OwnedPackage;
import io.tampu.suppliers.EsimWord.Status;
import io.tampu.suppliers.EsimWord.TopUpOption;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what Airalo says of an eSIM: its packages, and the top-ups it may have. Data is in megabytes of 1024 kilobytes. */
final class Esims {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What an eSIM has, and whether minutes or messages are among it (their rest is told by another call). */
    record Owned(List<OwnedPackage> packages, boolean withVoiceOrSms) {}

    private record Numbered(String id, OwnedPackage owned) {}

    private Esims() {}

    /** All or nothing: a package left out would look like data that the traveller has lost. Oldest first, by Airalo's number. */
    static Owned packages(Fields answer) throws Unreadable {
        var numbered = new ArrayList<Numbered>();
        boolean withVoiceOrSms = false;
        for (Fields row : answer.objects("data")) {
            OwnedPackage owned = owned(row);
            numbered.add(new Numbered(owned.packageId(), owned));
            boolean live = owned.status() == Status.ACTIVE || owned.status() == Status.WAITING;
            Fields bought = row.object("package");
            withVoiceOrSms |= live && (bought.wholeOr("voice", 0) > 0 || bought.wholeOr("text", 0) > 0);
        }
        numbered.sort(
                Comparator.comparingInt((Numbered one) -> one.id().length()).thenComparing(Numbered::id));
        return new Owned(numbered.stream().map(Numbered::owned).toList(), withVoiceOrSms);
    }

    private static OwnedPackage owned(Fields row) throws Unreadable {
        Fields bought = row.object("package");
        Status status = status(row.text("status"));
        boolean unlimited = bought.isTrue("is_unlimited");
        long total = unlimited ? -1 : megabytes(bought, "amount");
        return new OwnedPackage(
                row.text("id"),
                bought.text("id"),
                status,
                total,
                unlimited ? -1 : remaining(row, status, total), // Of an unlimited package Airalo says 0 left.
                row.maybeTime("activated_at"),
                row.maybeTime("expired_at"),
                bought.whole("day"));
    }

    private static long remaining(Fields row, Status status, long total) throws Unreadable {
        if (row.has("remaining")) {
            return megabytes(row, "remaining");
        }
        return switch (status) {
            case WAITING -> total;
            case FINISHED, EXPIRED -> 0;
            case ACTIVE, UNKNOWN -> throw new Unreadable("remaining is left out");
        };
    }

    private static long megabytes(Fields row, String field) throws Unreadable {
        BigDecimal megabytes = row.decimal(field);
        if (megabytes.signum() < 0) {
            throw new Unreadable(field + " is negative");
        }
        return Orders.bytes(megabytes);
    }

    private static Status status(String said) {
        return switch (said) {
            case "NOT_ACTIVE" -> Status.WAITING;
            case "ACTIVE" -> Status.ACTIVE;
            case "FINISHED" -> Status.FINISHED;
            case "EXPIRED", "RECYCLED" -> Status.EXPIRED;
            default -> Status.UNKNOWN;
        };
    }

    /**
     * What may be bought for an eSIM. A row that cannot be read is not offered; if none can, the answer as a whole is unreadable,
     * for an empty list would say that the eSIM is not rechargeable.
     */
    static List<TopUpOption> topUps(Fields answer, String currency) throws Unreadable {
        List<Fields> rows = answer.objects("data");
        Optional<Fields> pricing = answer.maybeObject("pricing");
        var options = new ArrayList<TopUpOption>();
        for (Fields row : rows) {
            try {
                if (row.maybeText("type").orElse("topup").equals("topup")) {
                    options.add(new TopUpOption(row.text("id"), cost(row, pricing, currency)));
                }
            } catch (Unreadable notOffered) {
                continue;
            }
        }
        if (options.isEmpty() && !rows.isEmpty()) {
            throw new Unreadable("no top-up in the list can be read");
        }
        return options;
    }

    /** The net price; for an account with a discount, whose net price is null, the price less the discount. */
    private static Money cost(Fields row, Optional<Fields> pricing, String currency) throws Unreadable {
        BigDecimal amount;
        if (row.has("net_price")) {
            amount = row.decimal("net_price");
        } else {
            if (pricing.isEmpty()) {
                throw new Unreadable("neither a net price nor a discount");
            }
            BigDecimal percent = pricing.get().decimal("discount_percentage");
            if (percent.signum() < 0 || percent.compareTo(HUNDRED) >= 0) {
                throw new Unreadable("discount_percentage is absurd");
            }
            amount = row.decimal("price").multiply(HUNDRED.subtract(percent)).divide(HUNDRED, 6, RoundingMode.HALF_UP);
        }
        Money cost = Money.roundedHalfUp(amount, currency);
        if (!cost.isPositive()) {
            throw new Unreadable("a price that is not positive");
        }
        return cost;
    }
}
