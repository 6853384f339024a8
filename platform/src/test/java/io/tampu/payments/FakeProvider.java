package io.tampu.payments;

import io.tampu.money.Money;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A payment provider in memory: payers pay there when a test says so, and its next calls can be made to fail. */
public final class FakeProvider implements PaymentProvider {

    /** What it does to a call. */
    public enum Turn {
        ANSWER,
        /** The call never arrives. */
        BE_SILENT,
        /** The call is done and its answer is lost. */
        ACT_AND_BE_SILENT,
        NOT_NOW
    }

    private static final class Page {
        final Charge charge;
        final String handle;
        boolean closed;

        @Nullable
        Decline decline;

        @Nullable
        String payment;

        Money taken;
        Instant at = Instant.EPOCH;

        Page(Charge charge, String handle) {
            this.charge = charge;
            this.handle = handle;
            this.taken = charge.amount();
        }
    }

    private static final class Back {
        final RefundOrder order;
        final String handle;
        boolean pending;

        @Nullable
        String failed;

        Back(RefundOrder order, String handle, boolean pending) {
            this.order = order;
            this.handle = handle;
            this.pending = pending;
        }
    }

    private final Clock clock;
    private final Deque<Turn> turns = new ArrayDeque<>();
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Map<String, Back> refunds = new LinkedHashMap<>();
    private final Map<String, DisputeAnswer.Known> disputes = new LinkedHashMap<>();
    private final List<Bill.Line> moved = new ArrayList<>();
    private UnaryOperator<List<Bill.Line>> asBilled = UnaryOperator.identity();
    private boolean refundsWait;
    private boolean refundsFail;
    private int number;

    public FakeProvider(Clock clock) {
        this.clock = clock;
    }

    public synchronized void next(Turn... next) {
        turns.addAll(List.of(next));
    }

    public synchronized void refundsWait(boolean wait) {
        refundsWait = wait;
        if (!wait) {
            refunds.values().forEach(back -> back.pending = false);
        }
    }

    public synchronized void refundsFail(boolean fail) {
        refundsFail = fail;
    }

    /** The payer pays, whether the page is closed or not. */
    public synchronized void pay(String charge) {
        Page page = page(charge);
        pay(charge, page.charge.amount());
    }

    public synchronized void pay(String charge, Money amount) {
        Page page = page(charge);
        page.payment = "pi_" + ++number;
        page.taken = amount;
        page.at = clock.instant();
        move(Bill.Kind.TAKEN, page.payment, charge, amount);
    }

    private void move(Bill.Kind kind, String payment, String mark, Money amount) {
        moved.add(new Bill.Line(
                "txn_" + (moved.size() + 1),
                kind,
                payment,
                Optional.of(mark),
                amount,
                Money.of(0, amount.currency()),
                clock.instant()));
    }

    /** All money that moved, in order. */
    public synchronized List<Bill.Line> moved() {
        return List.copyOf(moved);
    }

    /** What its bills say instead of the truth, until told otherwise. It may throw {@link BillUnreadable}. */
    public synchronized void billing(UnaryOperator<List<Bill.Line>> lie) {
        asBilled = lie;
    }

    public synchronized void decline(String charge, String code, Retry retry) {
        page(charge).decline = new Decline(retry, code);
    }

    /** A refund that was done does not reach the payer. */
    public synchronized void failRefund(String refund, String code) {
        Back back = refunds.get(refund);
        if (back == null) {
            throw new IllegalArgumentException("no refund " + refund);
        }
        back.failed = code;
        move(Bill.Kind.RETURN_FAILED, back.order.payment(), refund, back.order.amount());
    }

    public synchronized String dispute(String charge, DisputeAnswer.Stand stand) {
        Page page = page(charge);
        String id = "dp_" + page.payment;
        boolean wasGone = disputes.containsKey(id) && disputes.get(id).stand() != DisputeAnswer.Stand.WARNING;
        if (!wasGone && (stand == DisputeAnswer.Stand.OPEN || stand == DisputeAnswer.Stand.LOST)) {
            move(Bill.Kind.DISPUTED, String.valueOf(page.payment), charge, page.taken);
        }
        if (wasGone && stand == DisputeAnswer.Stand.WON) {
            move(Bill.Kind.DISPUTE_WON, String.valueOf(page.payment), charge, page.taken);
        }
        disputes.put(
                id,
                new DisputeAnswer.Known(
                        id, String.valueOf(page.payment), page.taken, stand, "fraudulent", clock.instant()));
        return id;
    }

    /** What it holds of a charge: taken, less what was returned and not failed. Disputes are apart. */
    public synchronized long heldMinor(String charge) {
        page(charge);
        return moved.stream()
                .filter(line -> line.kind() == Bill.Kind.TAKEN && line.mark().equals(Optional.of(charge)))
                .mapToLong(line -> held(line.payment()))
                .sum();
    }

    private long held(String payment) {
        return moved.stream()
                .filter(line -> line.payment().equals(payment))
                .mapToLong(line -> switch (line.kind()) {
                    case TAKEN, RETURN_FAILED -> line.amount().amountMinor();
                    case RETURNED -> -line.amount().amountMinor();
                    case DISPUTED, DISPUTE_WON -> 0;
                })
                .sum();
    }

    public synchronized boolean isClosed(String charge) {
        return page(charge).closed;
    }

    public synchronized int charges() {
        return pages.size();
    }

    /** A genuine notification about a charge. */
    public Heard.Genuine about(String charge, String event) {
        return new Heard.Genuine(event, "payment_intent.succeeded", new Heard.About.OfCharge(charge), Optional.empty());
    }

    private Page page(String charge) {
        Page page = pages.get(charge);
        if (page == null) {
            throw new IllegalArgumentException("no charge " + charge);
        }
        return page;
    }

    private Turn turn() {
        return turns.isEmpty() ? Turn.ANSWER : turns.removeFirst();
    }

    @Override
    public String name() {
        return "stripe";
    }

    private interface Act {
        PaymentAnswer on();
    }

    private PaymentAnswer in(Act act) {
        return switch (turn()) {
            case ANSWER -> act.on();
            case BE_SILENT -> new PaymentAnswer.Unknown("silent");
            case ACT_AND_BE_SILENT -> {
                act.on();
                yield new PaymentAnswer.Unknown("silent after it");
            }
            case NOT_NOW -> new PaymentAnswer.Failed(Failure.NOT_NOW, Retry.LATER, "429", "too many");
        };
    }

    @Override
    public synchronized PaymentAnswer create(Charge charge) {
        return in(() -> stands(pages.computeIfAbsent(charge.id(), id -> new Page(charge, "cs_" + ++number))));
    }

    @Override
    public synchronized PaymentAnswer query(Charge charge) {
        return in(() -> stands(pages.computeIfAbsent(charge.id(), id -> new Page(charge, "cs_" + ++number))));
    }

    @Override
    public synchronized PaymentAnswer close(Charge charge) {
        return in(() -> {
            Page page = page(charge.id());
            page.closed = true;
            return stands(page);
        });
    }

    private static PaymentAnswer stands(Page page) {
        if (page.payment != null) {
            return new PaymentAnswer.Succeeded(page.handle, page.payment, page.taken, "Visa 4242", page.at);
        }
        if (page.closed) {
            return new PaymentAnswer.Failed(Failure.CLOSED, Retry.NEVER, "expired", "");
        }
        return new PaymentAnswer.Pending(
                page.handle,
                new PaymentAnswer.Todo.OpenPage(
                        URI.create("https://pay.example/" + page.handle), page.charge.payUntil()),
                Optional.ofNullable(page.decline));
    }

    @Override
    public synchronized RefundAnswer refund(RefundOrder order) {
        return switch (turn()) {
            case ANSWER -> giveBack(order);
            case BE_SILENT -> new RefundAnswer.Unknown("silent");
            case ACT_AND_BE_SILENT -> {
                giveBack(order);
                yield new RefundAnswer.Unknown("silent after it");
            }
            case NOT_NOW -> new RefundAnswer.Failed(Failure.NOT_NOW, Retry.LATER, "429", "too many");
        };
    }

    private RefundAnswer giveBack(RefundOrder order) {
        if (!refunds.containsKey(order.id()) && order.amount().amountMinor() > held(order.payment())) {
            return new RefundAnswer.Failed(Failure.NOTHING_LEFT, Retry.NEVER, "charge_already_refunded", "");
        }
        if (refundsFail) {
            return new RefundAnswer.Failed(Failure.UNREACHABLE, Retry.NEVER, "expired_or_canceled_card", "");
        }
        return stands(refunds.computeIfAbsent(order.id(), id -> {
            move(Bill.Kind.RETURNED, order.payment(), id, order.amount());
            return new Back(order, "re_" + ++number, refundsWait);
        }));
    }

    @Override
    public synchronized RefundAnswer queryRefund(RefundOrder order) {
        Back back = refunds.get(order.id());
        return switch (turn()) {
            case ANSWER, ACT_AND_BE_SILENT ->
                back == null
                        ? new RefundAnswer.Failed(Failure.NOT_THERE, Retry.LATER, "resource_missing", "")
                        : stands(back);
            case BE_SILENT -> new RefundAnswer.Unknown("silent");
            case NOT_NOW -> new RefundAnswer.Failed(Failure.NOT_NOW, Retry.LATER, "429", "too many");
        };
    }

    private static RefundAnswer stands(Back back) {
        if (back.failed != null) {
            return new RefundAnswer.Failed(Failure.UNREACHABLE, Retry.NEVER, back.failed, "");
        }
        return back.pending
                ? new RefundAnswer.Pending(back.handle, "pending")
                : new RefundAnswer.Succeeded(back.handle, back.order.amount());
    }

    @Override
    public synchronized DisputeAnswer queryDispute(String dispute) {
        DisputeAnswer.Known known = disputes.get(dispute);
        return known == null ? new DisputeAnswer.Unknown("not known") : known;
    }

    @Override
    public Heard verify(Map<String, String> headers, byte[] body) {
        return new Heard.Apart(Heard.Why.FORGED, "tests notify by hand");
    }

    @Override
    public List<Heard.Genuine> undelivered(Instant since) {
        return List.of();
    }

    @Override
    public synchronized Bill bill(LocalDate day) {
        return new Bill(
                day,
                asBilled.apply(
                        moved.stream().filter(line -> isOn(line.at(), day)).toList()));
    }

    private static boolean isOn(Instant at, LocalDate day) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().equals(day);
    }
}
