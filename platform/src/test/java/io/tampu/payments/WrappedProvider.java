package io.tampu.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A provider that does what another does, until somebody overrides a method. */
public class WrappedProvider implements PaymentProvider {

    private final PaymentProvider real;

    protected WrappedProvider(PaymentProvider real) {
        this.real = real;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public PaymentAnswer create(Charge charge) {
        return real.create(charge);
    }

    @Override
    public PaymentAnswer query(Charge charge) {
        return real.query(charge);
    }

    @Override
    public PaymentAnswer close(Charge charge) {
        return real.close(charge);
    }

    @Override
    public RefundAnswer refund(RefundOrder order) {
        return real.refund(order);
    }

    @Override
    public RefundAnswer queryRefund(RefundOrder order) {
        return real.queryRefund(order);
    }

    @Override
    public DisputeAnswer queryDispute(String dispute) {
        return real.queryDispute(dispute);
    }

    @Override
    public Heard verify(Map<String, String> headers, byte[] body) {
        return real.verify(headers, body);
    }

    @Override
    public List<Heard.Genuine> undelivered(Instant since) {
        return real.undelivered(since);
    }

    @Override
    public Bill bill(LocalDate day) {
        return real.bill(day);
    }
}
