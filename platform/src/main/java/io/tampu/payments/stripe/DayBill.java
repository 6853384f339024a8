package io.tampu.payments.stripe;

import io.tampu.money.Money;
import io.tampu.payments.Bill;
import io.tampu.payments.BillUnreadable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A day of our balance at Stripe: each balance transaction, with the charge, refund or dispute that it comes from. Which way the
 * money went is told by its source and its sign, for a refund that fails is a {@code refund_failure} today and was an
 * {@code adjustment} before. What is not about payments (payouts, fees) is no line; what is of no known kind makes the bill
 * unreadable, for it might be.
 */
final class DayBill {

    private static final String PATH = "balance_transactions";
    /** 100,000 movements a day. */
    private static final int MOST_PAGES = 1_000;

    private static final Set<String> OF_PAYMENTS = Set.of(
            "charge",
            "payment",
            "refund",
            "payment_refund",
            "refund_failure",
            "payment_failure_refund",
            "payment_reversal");

    /** Kinds that never touch a payer's money, by the beginning of their names. */
    private static final List<String> NOT_OF_PAYMENTS = List.of(
            "payout",
            "stripe_",
            "tax_",
            "fee_credit_",
            "topup",
            "transfer",
            "inbound_transfer",
            "application_fee",
            "connect_collection_transfer",
            "contribution",
            "climate_",
            "issuing_",
            "reserve",
            "payment_network_reserve_",
            "advance",
            "anticipation_repayment",
            "obligation_");

    private static final Set<String> ADJUSTMENTS_OF_PAYMENTS = Set.of(
            "dispute",
            "dispute_reversal",
            "refund",
            "refund_failure",
            "charge",
            "charge_failure",
            "partial_capture_reversal");

    private final Pages pages;

    DayBill(Pages pages) {
        this.pages = pages;
    }

    Bill of(LocalDate day) {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var lines = new ArrayList<Bill.Line>();
        var seen = new HashSet<String>();
        try {
            var broken = pages.read(PATH, query -> between(from, to, query), MOST_PAGES, row -> {
                if (!seen.add(row.id())) {
                    throw new Unreadable("the same line twice");
                }
                Instant at = row.time("created");
                if (at.isBefore(from) || !at.isBefore(to)) {
                    throw new Unreadable("a line of another day");
                }
                line(row, at).ifPresent(lines::add);
                return true;
            });
            if (broken.isPresent()) {
                throw new BillUnreadable("bill of " + day + ": " + broken.get().what());
            }
        } catch (Unreadable unreadable) {
            throw new BillUnreadable("bill of " + day + ": " + unreadable.what());
        }
        return new Bill(day, List.copyOf(lines));
    }

    private static void between(Instant from, Instant to, Form query) {
        query.put("created[gte]", from.getEpochSecond())
                .put("created[lt]", to.getEpochSecond())
                .put("expand[0]", "data.source");
    }

    private static Optional<Bill.Line> line(Fields row, Instant at) throws Unreadable {
        long moved = row.whole("amount");
        if (!isOfPayments(row) || moved == 0) {
            return Optional.empty();
        }
        Fields source = row.object("source");
        boolean in = moved > 0;
        Bill.Kind kind =
                switch (source.text("object")) {
                    case "charge" -> in ? Bill.Kind.TAKEN : Bill.Kind.RETURNED;
                    case "refund" -> in ? Bill.Kind.RETURN_FAILED : Bill.Kind.RETURNED;
                    case "dispute" -> in ? Bill.Kind.DISPUTE_WON : Bill.Kind.DISPUTED;
                    default -> throw new Unreadable("a line from an unknown source");
                };
        Optional<String> mark = source.maybeMark("refund").or(() -> source.maybeMark("attempt"));
        return Optional.of(new Bill.Line(row.id(), kind, payment(source), mark, amount(row, source), fee(row), at));
    }

    private static boolean isOfPayments(Fields row) throws Unreadable {
        String type = row.text("type");
        if (OF_PAYMENTS.contains(type)) {
            return true;
        }
        if (type.equals("adjustment")) {
            Optional<String> category = row.maybeText("reporting_category");
            return category.isPresent()
                    ? ADJUSTMENTS_OF_PAYMENTS.contains(category.get())
                    : row.maybeObject("source").isPresent();
        }
        if (NOT_OF_PAYMENTS.stream().anyMatch(type::startsWith)) {
            return false;
        }
        throw new Unreadable("a line of an unknown kind: " + Wire.code(type));
    }

    private static String payment(Fields source) throws Unreadable {
        Optional<String> intent = source.maybeId("payment_intent");
        if (intent.isPresent()) {
            return intent.get();
        }
        return source.text("object").equals("charge") ? source.id() : source.id("charge");
    }

    /** In the payer's currency. Where our account settles in another one, the source has it and the line does not. */
    private static Money amount(Fields row, Fields source) throws Unreadable {
        Fields told = source.text("currency").equals(row.text("currency")) ? row : source;
        Money money = told.money("amount");
        return money.isPositive() ? money : Money.of(-money.amountMinor(), money.currency());
    }

    /** A fee that is given back with a won dispute is negative, and no fee. */
    private static Money fee(Fields row) throws Unreadable {
        Money fee = row.money("fee");
        return fee.amountMinor() >= 0 ? fee : Money.of(0, fee.currency());
    }
}
