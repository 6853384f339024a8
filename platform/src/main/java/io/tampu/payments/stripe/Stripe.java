package io.tampu.payments.stripe;

import io.tampu.engine.OutsideHttp;
import io.tampu.payments.Bill;
import io.tampu.payments.Charge;
import io.tampu.payments.DisputeAnswer;
import io.tampu.payments.Heard;
import io.tampu.payments.PaymentAnswer;
import io.tampu.payments.PaymentProvider;
import io.tampu.payments.RefundAnswer;
import io.tampu.payments.RefundOrder;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Stripe as a {@link PaymentProvider}: Checkout Sessions on Stripe's own page, so that card numbers never reach us. Built from
 * Stripe's API reference of version 2026-07-29.dahlia and checked against its official Java library (docs/adapters.md says
 * which fact is how sure).
 */
public final class Stripe implements PaymentProvider {

    private final Sessions sessions;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Signatures signatures;
    private final Events events;
    private final DayBill dayBill;

    public Stripe(StripeSettings settings, OutsideHttp http, Clock clock) {
        var wire = new Wire(settings, http);
        var pages = new Pages(wire);
        sessions = new Sessions(wire, pages, new CheckoutSession(settings));
        refunds = new Refunds(wire, pages);
        disputes = new Disputes(wire);
        signatures = new Signatures(settings.webhookSecrets(), clock);
        events = new Events(settings, pages);
        dayBill = new DayBill(pages);
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public PaymentAnswer create(Charge charge) {
        return sessions.create(charge);
    }

    @Override
    public PaymentAnswer query(Charge charge) {
        return sessions.query(charge);
    }

    @Override
    public PaymentAnswer close(Charge charge) {
        return sessions.close(charge);
    }

    @Override
    public RefundAnswer refund(RefundOrder order) {
        return refunds.refund(order);
    }

    @Override
    public RefundAnswer queryRefund(RefundOrder order) {
        return refunds.query(order);
    }

    @Override
    public DisputeAnswer queryDispute(String dispute) {
        return disputes.query(dispute);
    }

    @Override
    public Heard verify(Map<String, String> headers, byte[] body) {
        return signatures.problem(headers, body).<Heard>map(apart -> apart).orElseGet(() -> events.read(body));
    }

    @Override
    public List<Heard.Genuine> undelivered(Instant since) {
        return events.undelivered(since);
    }

    @Override
    public Bill bill(LocalDate day) {
        return dayBill.of(day);
    }
}
