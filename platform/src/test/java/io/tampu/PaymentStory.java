package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptState;
import io.tampu.checkout.Hint;
import io.tampu.checkout.Refund;
import io.tampu.checkout.RefundState;
import io.tampu.checkout.Story;
import io.tampu.engine.TestDatabase;
import io.tampu.esims.Esim;
import io.tampu.money.Money;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.payments.FakeProvider.Turn;
import io.tampu.payments.Heard;
import io.tampu.payments.Retry;
import io.tampu.renewals.Pay;
import io.tampu.renewals.PayAnswer;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewalState;
import io.tampu.suppliers.FakeSupplier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of money from outside, each named after what the payer would say. */
class PaymentStory {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static int number;

    /** Each story has books of its own: a sweep would move the others' on. */
    private TestDatabase database;

    private Shop shop;
    private Esim esim;
    private RenewAnswer answer = new RenewAnswer.OfferLapsed();

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        shop = new Shop(database.dataSource(), "payments-" + ++number, "100.00");
        esim = shop.esim("89103000000000%05d".formatted(number));
    }

    @AfterEach
    void closeShop() {
        shop.close();
        database.close();
    }

    @Test
    void iPaidByCardAndIAmOnline() {
        begin();
        assertThat(state()).isEqualTo(RenewalState.AWAITING_PAYMENT);
        assertThat(((RenewAnswer.Accepted) answer).answer()).contains("\"payUrl\":\"https://pay.example/cs_");

        shop.provider.pay(attempt().id().toString());
        notified();

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(shop.supplier.sold()).hasSize(1);
        assertThat(shop.balance()).isEqualTo(Money.usd("100.00"));
        assertThat(attempt().state()).isEqualTo(AttemptState.KEPT);
    }

    @Test
    void iPressedTwiceAndAmAskedForTheMoneyOnce() {
        String offer = shop.offer(esim);
        RenewAnswer first = shop.renewByLink(esim, offer, "tap");

        RenewAnswer again = shop.renewByLink(esim, offer, "tap");

        assertThat(again).isEqualTo(first);
        assertThat(shop.provider.charges()).isEqualTo(1);
    }

    @Test
    void iPaidButNobodyToldYou() {
        begin();

        shop.provider.pay(attempt().id().toString());
        shop.pass(A_MINUTE);

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
    }

    @Test
    void yourServerDiedBeforeItAskedForTheMoneyAndIStillGotThePage() {
        shop.provider.next(Turn.BE_SILENT);
        begin();
        assertThat(((RenewAnswer.Accepted) answer).answer()).contains("\"payUrl\":null");
        shop.restart();

        shop.pass(A_MINUTE);

        assertThat(attempt().page()).isPresent();
        assertThat(shop.provider.charges()).isEqualTo(1);
    }

    @Test
    void thePageOpenedButItsAnswerWasLostAndIPaidOnce() {
        shop.provider.next(Turn.ACT_AND_BE_SILENT);
        begin();
        shop.provider.pay(attempt().id().toString());

        shop.pass(A_MINUTE);

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(shop.provider.charges()).isEqualTo(1);
    }

    @Test
    void myCardWasDeclinedAndIPaidWithAnotherOnTheSamePage() {
        begin();
        shop.provider.decline(attempt().id().toString(), "insufficient_funds", Retry.LATER);
        notified();
        assertThat(attempt().decline().orElseThrow().code()).isEqualTo("insufficient_funds");
        assertThat(state()).isEqualTo(RenewalState.AWAITING_PAYMENT);

        shop.provider.pay(attempt().id().toString());
        notified();

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
    }

    @Test
    void myCardWasDeclinedAndIPaidFromMyBalanceInTheSameRenewal() {
        begin();
        shop.provider.decline(attempt().id().toString(), "card_declined", Retry.CUSTOMER);
        notified();

        PayAnswer paid = pay(new Pay.FromBalance());
        shop.pass(A_MINUTE);

        assertThat(paid).isInstanceOf(PayAnswer.Done.class);
        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(shop.balance()).isEqualTo(Money.usd("96.10"));
        assertThat(attempt().state()).isEqualTo(AttemptState.CLOSED);
        assertThat(shop.provider.isClosed(attempt().id().toString())).isTrue();
    }

    @Test
    void myCardWasDeclinedAndIAskedForAnotherPage() {
        begin();
        shop.provider.decline(attempt().id().toString(), "card_declined", Retry.CUSTOMER);
        notified();

        pay(Shop.LINK);
        pay(Shop.LINK);
        shop.provider.pay(story().attempts().getLast().id().toString());
        shop.pass(A_MINUTE);

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(story().attempts())
                .extracting(Attempt::state)
                .containsExactly(AttemptState.CLOSED, AttemptState.KEPT);
    }

    @Test
    void iPaidTwiceAndTheSecondCameBackByItself() {
        begin();
        shop.provider.decline(attempt().id().toString(), "card_declined", Retry.CUSTOMER);
        notified();
        pay(Shop.LINK);
        List<Attempt> both = story().attempts();
        both.forEach(one -> shop.provider.pay(one.id().toString()));

        shop.pass(A_MINUTE);

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(story().attempts())
                .extracting(Attempt::state)
                .containsExactlyInAnyOrder(AttemptState.KEPT, AttemptState.SURPLUS);
        assertThat(story().refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.state()).isEqualTo(RefundState.RETURNED);
            assertThat(refund.reason()).isEqualTo("surplus");
        });
        assertThat(held(both)).isEqualTo(390);
    }

    @Test
    void iPaidFromMyBalanceAndByCardAndTheCardWasReturned() {
        begin();
        pay(new Pay.FromBalance());
        shop.provider.pay(attempt().id().toString());

        shop.pass(A_MINUTE);

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(attempt().state()).isEqualTo(AttemptState.SURPLUS);
        assertThat(held(story().attempts())).isZero();
        assertThat(shop.balance()).isEqualTo(Money.usd("96.10"));
    }

    @Test
    void iNeverPaidAndNothingHappened() {
        begin();

        shop.pass(Duration.ofMinutes(32));

        assertThat(state()).isEqualTo(RenewalState.UNPAID);
        assertThat(attempt().state()).isEqualTo(AttemptState.CLOSED);
        assertThat(shop.supplier.sold()).isEmpty();
    }

    @Test
    void iPaidAtTheLastMomentWhileYouClosedThePageAndGotMyData() {
        begin();
        shop.clock.turn(Duration.ofMinutes(31));
        shop.provider.pay(attempt().id().toString());

        shop.pass(A_MINUTE);

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
    }

    @Test
    void iPaidLongAfterTheOfferLapsedAndMyMoneyCameBack() {
        begin();
        shop.pass(Duration.ofMinutes(32));
        assertThat(state()).isEqualTo(RenewalState.UNPAID);

        shop.provider.pay(attempt().id().toString());
        notified();
        shop.pass(A_MINUTE);

        assertThat(state()).isEqualTo(RenewalState.UNPAID);
        assertThat(attempt().state()).isEqualTo(AttemptState.SURPLUS);
        assertThat(held(story().attempts())).isZero();
        assertThat(shop.supplier.sold()).isEmpty();
    }

    @Test
    void iPaidForAnEsimThatSomebodyElseWasRenewingAndMyMoneyCameBack() {
        begin();
        shop.supplier.next(FakeSupplier.Turn.BE_SILENT);
        shop.renew(esim, shop.offer(esim), "other", Duration.ZERO);
        shop.provider.pay(attempt().id().toString());

        shop.pass(A_MINUTE);

        assertThat(attempt().state()).isEqualTo(AttemptState.SURPLUS);
        assertThat(held(story().attempts())).isZero();
        assertThat(state()).isEqualTo(RenewalState.AWAITING_PAYMENT);
    }

    @Test
    void iPaidAndGotNothingAndMyMoneyIsOnItsWayAtTheDeadline() {
        shop.provider.refundsWait(true);
        shop.supplier.next(FakeSupplier.Turn.BE_SILENT);
        paid();

        shop.pass(Duration.ofMinutes(11));
        assertThat(state()).isEqualTo(RenewalState.REFUNDING);
        assertThat(story().refunds())
                .singleElement()
                .satisfies(refund -> assertThat(refund.state()).isEqualTo(RefundState.ACCEPTED));
        shop.provider.refundsWait(false);
        shop.pass(Duration.ofMinutes(10));

        assertThat(state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(held(story().attempts())).isZero();
    }

    @Test
    void theOperatorRefusedAndMyMoneyCameBackAtOnce() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        paid();
        shop.pass(Duration.ofSeconds(2));

        assertThat(state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(held(story().attempts())).isZero();
    }

    @Test
    void theAnswerToMyRefundWasLostAndICameByMyMoneyOnce() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        paid();
        shop.provider.next(Turn.ACT_AND_BE_SILENT, Turn.BE_SILENT, Turn.NOT_NOW);

        shop.pass(A_MINUTE);

        assertThat(state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(held(story().attempts())).isZero();
    }

    @Test
    void myRefundFailedDaysLaterAndTheMoneyIsOnMyBalance() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        paid();
        shop.pass(Duration.ofSeconds(2));
        Refund first = story().refunds().getFirst();
        shop.provider.failRefund(first.id().toString(), "expired_or_canceled_card");

        shop.clock.turn(Duration.ofDays(2));
        shop.pass(Duration.ofSeconds(5));

        assertThat(state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(story().refunds())
                .extracting(refund -> refund.state() + " to " + refund.to())
                .containsExactly("FAILED to ORIGINAL", "RETURNED to BALANCE");
        assertThat(shop.balance()).isEqualTo(Money.usd("103.90"));
    }

    @Test
    void myCardWasGoneWhenYouRefundedAndTheMoneyIsOnMyBalance() {
        shop.provider.refundsFail(true);
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        paid();

        shop.pass(Duration.ofSeconds(5));

        assertThat(state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(shop.balance()).isEqualTo(Money.usd("103.90"));
    }

    @Test
    void iWasChargedAnotherAmountThanWasShownAndAllOfItCameBack() {
        begin();
        shop.provider.pay(attempt().id().toString(), Money.usd("39.00"));

        shop.pass(A_MINUTE);

        assertThat(attempt().state()).isEqualTo(AttemptState.SURPLUS);
        assertThat(attempt().reason()).contains("wrong-amount");
        assertThat(held(story().attempts())).isZero();
        assertThat(shop.supplier.sold()).isEmpty();
    }

    @Test
    void iDisputedWhatIHadUsedAndLost() {
        paid();
        dispute(Stand.OPEN);
        assertThat(disputeState()).isEqualTo("OPEN");

        dispute(Stand.WON);

        assertThat(disputeState()).isEqualTo("WON");
        assertThat(state()).isEqualTo(RenewalState.RENEWED);
    }

    @Test
    void iDisputedAndWasNotPaidBackTwice() {
        shop.supplier.next(FakeSupplier.Turn.BE_SILENT);
        paid();
        dispute(Stand.OPEN);
        shop.pass(Duration.ofMinutes(11));
        assertThat(story().refunds())
                .singleElement()
                .satisfies(refund -> assertThat(refund.state()).isEqualTo(RefundState.WRITTEN));

        dispute(Stand.LOST);
        shop.clock.turn(Duration.ofHours(2));
        shop.pass(Duration.ofSeconds(5));

        assertThat(state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(story().refunds())
                .singleElement()
                .satisfies(refund -> assertThat(refund.said()).contains("by-dispute"));
        assertThat(held(story().attempts())).isEqualTo(390);
    }

    @Test
    void iWasToldOfMyPaymentAHundredTimesAtOnceAndItCountedOnce() throws Exception {
        begin();
        shop.provider.pay(attempt().id().toString());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> told = () -> {
                hint();
                return true;
            };
            threads.invokeAll(IntStream.range(0, 100).mapToObj(i -> told).toList());
        }
        shop.pass(A_MINUTE);

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(shop.supplier.sold()).hasSize(1);
        assertThat(held(story().attempts())).isEqualTo(390);
    }

    @Test
    void iToppedUpMyBalanceByCardOnceThoughIPressedTwice() {
        var topUp = shop.house().ids().newBeside(shop.partner.id());
        Attempt first = topUp(topUp);
        Attempt again = topUp(topUp);
        shop.provider.pay(first.id().toString());

        shop.pass(A_MINUTE);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(shop.balance()).isEqualTo(Money.usd("125.00"));
        assertThat(shop.house().ledger().entries(shop.partner.id(), Optional.empty(), 10))
                .extracting(entry -> entry.kind().name())
                .containsExactly("CREDIT", "TOP_UP");
    }

    private Attempt topUp(java.util.UUID id) {
        return shop.house()
                .checkout()
                .topUp(id, shop.partner.id(), Money.usd("25.00"), Shop.LINK.backTo(), "en", Duration.ofMinutes(30));
    }

    private void begin() {
        answer = shop.renewByLink(esim, shop.offer(esim), "tap");
    }

    private void paid() {
        begin();
        shop.provider.pay(attempt().id().toString());
        notified();
    }

    private void notified() {
        hint();
        shop.pass(Duration.ofSeconds(1));
        shop.pass(Duration.ofSeconds(45));
    }

    private void hint() {
        var heard = new Heard.Genuine(
                "evt",
                "payment_intent.succeeded",
                new Heard.About.OfCharge(attempt().id().toString()),
                Optional.empty());
        shop.house()
                .checkout()
                .hear(List.of(new Hint("stripe", heard)))
                .afterwards()
                .run();
    }

    private void dispute(Stand stand) {
        String dispute = shop.provider.dispute(attempt().id().toString(), stand);
        var about = new Heard.About.OfDispute(dispute, dispute.substring(3));
        shop.house()
                .checkout()
                .hear(List.of(new Hint("stripe", new Heard.Genuine("evt", "charge.dispute", about, Optional.empty()))))
                .afterwards()
                .run();
        shop.pass(Duration.ofSeconds(2));
    }

    private String disputeState() {
        return story().disputes().getFirst().state().name();
    }

    private PayAnswer pay(Pay pay) {
        return shop.house()
                .renewals()
                .pay(shop.partner.id(), ((RenewAnswer.Accepted) answer).id(), pay)
                .orElseThrow();
    }

    private RenewalState state() {
        return shop.renewal(answer).state();
    }

    private Story story() {
        return shop.house().renewals().money(shop.renewal(answer));
    }

    private Attempt attempt() {
        return story().attempts().getFirst();
    }

    private long held(List<Attempt> attempts) {
        return attempts.stream()
                .mapToLong(one -> shop.provider.heldMinor(one.id().toString()))
                .sum();
    }
}
