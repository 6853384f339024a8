package io.tampu.suppliers.airalo;

import io.tampu.money.Money;
import io.tampu.suppliers.OrderWord;
import io.tampu.suppliers.SupplierOrder;
import io.tampu.suppliers.TopUpOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Airalo's orders: the answer to a top-up, where every doubt about it makes it unreadable, and the rows of the order list,
 * where a completed order under our mark is a sale even if the row says little else.
 */
final class Orders {

    private static final Logger log = LoggerFactory.getLogger(Orders.class);

    /** A top-up that costs more than ten thousand dollars is a misread one. */
    private static final long ABSURD_MINOR = 1_000_000;

    private static final long MEGABYTE = 1L << 20;
    private static final Pattern DATA = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)\\s*(KB|MB|GB|TB)");

    private Orders() {}

    /** The answer to {@code POST orders/topups} with status 200. */
    static SupplierOrder sold(Fields answer, TopUpOrder asked) throws Unreadable {
        Fields order = answer.object("data");
        mustAgree(order, asked);
        if (!order.text("description").equals(asked.mark())) {
            throw new Unreadable("the answer bears another mark than our order");
        }
        return new SupplierOrder(
                order.text("id"),
                asked.supplierPackage(),
                charged(order).orElseThrow(() -> new Unreadable("the answer does not say what was charged")),
                dataBytes(order).orElseThrow(() -> new Unreadable("the answer does not say how much data was sold")),
                order.whole("validity"),
                order.wholeOr("voice", 0),
                order.wholeOr("text", 0),
                order.maybeTime("created_at").orElseThrow(() -> new Unreadable("the answer bears no time")));
    }

    /** What the rows of the order list say of our order; rows under other marks do not count (the filter is a like-search). */
    static OrderWord judge(List<Fields> rows, TopUpOrder asked, Instant now) throws Unreadable {
        var sold = new ArrayList<SupplierOrder>();
        Optional<String> open = Optional.empty();
        Optional<String> ended = Optional.empty();
        int ours = 0;
        boolean nameless = false;
        for (Fields row : rows) {
            String description = row.maybeText("description").orElse("");
            nameless |= description.isEmpty();
            if (!description.equals(asked.mark())) {
                continue;
            }
            ours++;
            mustAgree(row, asked);
            String status = row.object("status").text("slug").toLowerCase(Locale.ROOT);
            switch (status) {
                case "completed" -> sold.add(listed(row, asked, now));
                case "failed", "refunded" -> ended = Optional.of(status);
                default -> open = Optional.of(shortened(status));
            }
        }
        if (sold.size() > 1) {
            log.warn(
                    "SOLD {} TIMES at Airalo under one mark: {} for eSIM {}", sold.size(), asked.mark(), asked.iccid());
        } else if (ours > 1) {
            log.warn("Airalo lists {} orders under one mark: {} for eSIM {}", ours, asked.mark(), asked.iccid());
        }
        if (!sold.isEmpty()) {
            sold.sort(Comparator.comparing(SupplierOrder::createdAt).thenComparing(SupplierOrder::orderId));
            return new OrderWord.Sold(sold.getFirst());
        }
        if (open.isPresent()) {
            return new OrderWord.StillOpen(open.get());
        }
        if (ended.isEmpty() && nameless) {
            throw new Unreadable("a row that our search found bears no description");
        }
        return ended.isPresent() ? new OrderWord.EndedUnsold(ended.get()) : new OrderWord.NotSeen();
    }

    /** Rows of older shapes give the price alone: then that is the cost, for a sale without a cost would be no sale. */
    private static SupplierOrder listed(Fields row, TopUpOrder asked, Instant now) throws Unreadable {
        Optional<Money> charged = charged(row);
        if (charged.isEmpty() && row.has("price")) {
            charged = Optional.of(money(row, "price"));
        }
        return new SupplierOrder(
                row.text("id"),
                asked.supplierPackage(),
                charged.orElseThrow(() -> new Unreadable("our order is listed without a price")),
                dataBytes(row).orElse(0L),
                row.wholeOr("validity", 0),
                row.wholeOr("voice", 0),
                row.wholeOr("text", 0),
                row.maybeTime("created_at").orElse(now));
    }

    /** A word that names another package, eSIM, kind or number than we ordered is not a word on our order. */
    private static void mustAgree(Fields order, TopUpOrder asked) throws Unreadable {
        if (!order.text("package_id").equals(asked.supplierPackage())) {
            throw new Unreadable("the answer names another package than our order");
        }
        if (!order.maybeText("iccid").orElse(asked.iccid()).equals(asked.iccid())) {
            throw new Unreadable("the answer names another eSIM than our order");
        }
        if (!order.maybeText("type").orElse("topup").equals("topup")) {
            throw new Unreadable("the answer is about something else than a top-up");
        }
        if (order.wholeOr("quantity", 1) != 1) {
            throw new Unreadable("the answer is about more than one");
        }
        if (order.has("sims")) {
            List<Fields> sims = order.objects("sims");
            if (!sims.isEmpty()
                    && sims.stream().noneMatch(sim -> sim.maybeText("iccid").equals(Optional.of(asked.iccid())))) {
                throw new Unreadable("the answer names another eSIM than our order");
            }
        }
    }

    /**
     * What Airalo took from our credit: {@code net_price} of an account with net prices; of one with a discount what it says was
     * paid. {@code price} is the recommended retail price and never the cost.
     */
    private static Optional<Money> charged(Fields order) throws Unreadable {
        boolean discount =
                order.maybeText("pricing_model").map("discount_pricing"::equals).orElse(!order.has("net_price"));
        for (String field :
                discount ? List.of("total_amount_paid", "unit_paid_price", "unit_paid") : List.of("net_price")) {
            if (order.has(field)) {
                return Optional.of(money(order, field));
            }
        }
        return Optional.empty();
    }

    private static Money money(Fields order, String field) throws Unreadable {
        BigDecimal amount = order.decimal(field);
        Money money;
        try {
            money = Money.roundedHalfUp(amount, order.text("currency"));
        } catch (IllegalArgumentException | ArithmeticException notMoney) {
            throw new Unreadable(field + " is not an amount of money");
        }
        if (money.amountMinor() <= 0 || money.amountMinor() > ABSURD_MINOR) {
            throw new Unreadable(field + " is absurd");
        }
        return money;
    }

    /** {@code "1 GB"}, {@code "500 MB"}, {@code "Unlimited"}. A gigabyte of Airalo's has 1024 megabytes. */
    private static Optional<Long> dataBytes(Fields order) {
        String said = order.maybeText("data").orElse("").strip().toUpperCase(Locale.ROOT);
        if (order.isTrue("is_unlimited") || said.startsWith("UNLIMITED")) {
            return Optional.of(-1L);
        }
        Matcher data = DATA.matcher(said);
        if (!data.matches()) {
            return Optional.empty();
        }
        var megabytes = new BigDecimal(data.group(1));
        return Optional.of(
                switch (data.group(2)) {
                    case "TB" -> bytes(megabytes.multiply(BigDecimal.valueOf(1 << 20)));
                    case "GB" -> bytes(megabytes.multiply(BigDecimal.valueOf(1 << 10)));
                    case "KB" -> bytes(megabytes.divide(BigDecimal.valueOf(1 << 10)));
                    default -> bytes(megabytes);
                });
    }

    /** Bytes of so many megabytes of 1024 kilobytes, rounded down. */
    static long bytes(BigDecimal megabytes) {
        return megabytes
                .multiply(BigDecimal.valueOf(MEGABYTE))
                .setScale(0, RoundingMode.DOWN)
                .longValue();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40);
    }
}
