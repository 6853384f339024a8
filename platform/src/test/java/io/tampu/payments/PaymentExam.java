package io.tampu.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.money.Money;
import io.tampu.payments.OtherSide.Delivery;
import io.tampu.payments.PaymentAnswer.Todo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What each question of {@link PaymentContractTest} begins with: a provider, a charge that it has not heard of, and words for both. */
abstract class PaymentExam {

    /** Exams taken so far: each has ids of its own, so that one provider can be asked by all of them. */
    private static final AtomicInteger EXAMS = new AtomicInteger();

    static final Money PRICE = Money.usd("14.90");

    final String id = "01jd%04d00000000000000000a".formatted(EXAMS.incrementAndGet());
    OtherSide other;
    PaymentProvider provider;
    Charge charge;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    PaymentExam() {}

    protected abstract OtherSide open() throws Exception;

    @BeforeEach
    final void start() throws Exception {
        other = open();
        provider = other.adapter();
        Instant now = other.now();
        charge = new Charge(
                id,
                "card",
                PRICE,
                "A sample plan, 7 days",
                URI.create("http://127.0.0.1:9/back?sample=1&of=%C3%B1"),
                URI.create("http://127.0.0.1:9/cancel"),
                "es",
                now,
                now.plus(Duration.ofMinutes(40)),
                Optional.empty());
    }

    @AfterEach
    final void stop() {
        other.close();
    }

    Charge known(String handle) {
        return new Charge(
                charge.id(),
                charge.method(),
                charge.amount(),
                charge.description(),
                charge.backTo(),
                charge.cancelTo(),
                charge.language(),
                charge.createdAt(),
                charge.payUntil(),
                Optional.of(handle));
    }

    PaymentAnswer.Pending page() {
        var pending = (PaymentAnswer.Pending) provider.create(charge);
        assertThat(pending.todo()).isInstanceOf(Todo.OpenPage.class);
        return pending;
    }

    PaymentAnswer.Succeeded paid() {
        assertThat(other.pay(page().handle())).isTrue();
        return (PaymentAnswer.Succeeded) provider.query(charge);
    }

    RefundOrder refund(String payment, String amount, int number) {
        return new RefundOrder(
                id.substring(0, 24) + "r" + number, id, payment, Money.usd(amount), "undelivered", Optional.empty());
    }

    Bill bill() {
        return provider.bill(LocalDate.ofInstant(other.now(), ZoneOffset.UTC));
    }

    /** What the bill says is left with us of this payment. */
    static long held(Bill bill, String payment) {
        return bill.lines().stream()
                .filter(line -> line.payment().equals(payment))
                .mapToLong(line -> switch (line.kind()) {
                    case TAKEN, RETURN_FAILED, DISPUTE_WON -> line.amount().amountMinor();
                    case RETURNED, DISPUTED -> -line.amount().amountMinor();
                })
                .sum();
    }

    static RefundOrder withHandle(RefundOrder order, String handle) {
        return new RefundOrder(
                order.id(), order.charge(), order.payment(), order.amount(), order.reason(), Optional.of(handle));
    }

    void assertApart(Heard.Why why, Delivery delivery) {
        assertThat(provider.verify(delivery.headers(), delivery.body()))
                .isInstanceOfSatisfying(
                        Heard.Apart.class, apart -> assertThat(apart.why()).isEqualTo(why));
    }

    static void together(Runnable act) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 20; i++) {
            threads.add(Thread.ofVirtual().start(act));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
