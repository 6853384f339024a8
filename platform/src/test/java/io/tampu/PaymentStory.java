package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptState;
import io.tampu.checkout.RefundState;
import io.tampu.money.Money;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.payments.FakeProvider.Turn;
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
import org.junit.jupiter.api.Test;

/** What becomes of money from outside, each named after what the payer would say. */
class PaymentStory extends PaidStory {

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
    void youHeardOfMyDisputeBeforeYouHeardOfMyPayment() {
        begin();
        shop.provider.pay(attempt().id().toString());
        dispute(Stand.OPEN);
        assertThat(attempt().state()).isEqualTo(AttemptState.OPEN);

        notified();
        shop.pass(Duration.ofMinutes(2));

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(disputeState()).isEqualTo("OPEN");
    }

    @Test
    void thePriceRoseWhileIWasOnThePageAndIPaidWhatIWasShown() {
        begin();
        String dearer = Shop.resource("/sample/peru-catalog.json").replace("\"3.90\"", "\"4.90\"");
        shop.house().catalog().importFile(dearer);

        shop.provider.pay(attempt().id().toString());
        notified();

        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(shop.renewal(answer).terms().total()).isEqualTo(Money.usd("3.90"));
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
                .containsExactlyInAnyOrder("CREDIT", "TOP_UP");
    }

    private Attempt topUp(java.util.UUID id) {
        return shop.house()
                .checkout()
                .topUp(
                        id,
                        shop.partner.id(),
                        Money.usd("25.00"),
                        Shop.LINK.backTo(),
                        "Balance top-up",
                        "en",
                        Duration.ofMinutes(30));
    }
}
