package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.checkout.AttemptState;
import io.tampu.checkout.Refund;
import io.tampu.checkout.RefundState;
import io.tampu.money.Money;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.payments.FakeProvider.Turn;
import io.tampu.payments.Heard;
import io.tampu.renewals.RefundAnswer;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewalState;
import io.tampu.suppliers.FakeSupplier;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of money that must go back, each named after what the payer would say. */
class RefundStory extends PaidStory {

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
    void myRefundFailedAndMyDataCameLateAndYouSawItWithinMinutes() {
        shop.supplier.lateBy(Duration.ofMinutes(15)).next(FakeSupplier.Turn.SELL_LATER_AND_BE_SILENT);
        paid();
        shop.pass(Duration.ofMinutes(11));
        String first = story().refunds().getFirst().id().toString();
        shop.provider.failRefund(first, "expired_or_canceled_card");
        hint(new Heard.About.OfRefund(first));

        shop.pass(Duration.ofMinutes(8));

        assertThat(state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(shop.balance()).isEqualTo(Money.usd("103.90"));
        assertThat(shop.renewal(answer).cost()).contains(Money.usd("2.40"));
    }

    @Test
    void youWereToldAgainAndAgainThatMyRefundWasDoneAndStillSawItFail() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        paid();
        shop.pass(Duration.ofSeconds(2));
        String first = story().refunds().getFirst().id().toString();
        for (int i = 0; i < 6; i++) {
            hint(new Heard.About.OfRefund(first));
            shop.pass(Duration.ofSeconds(2));
        }
        shop.provider.failRefund(first, "expired_or_canceled_card");

        shop.clock.turn(Duration.ofDays(2));
        shop.pass(Duration.ofSeconds(5));

        assertThat(shop.balance()).isEqualTo(Money.usd("103.90"));
    }

    @Test
    void youWereAsleepForADayAndStillSawMyRefundFailAWeekLater() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        paid();
        shop.pass(Duration.ofSeconds(2));
        shop.clock.turn(Duration.ofDays(2));
        shop.pass(Duration.ofSeconds(2));
        shop.provider.failRefund(story().refunds().getFirst().id().toString(), "expired_or_canceled_card");

        shop.clock.turn(Duration.ofDays(6));
        shop.pass(Duration.ofSeconds(5));

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
    void iDidNotUseItAndGotAllOfItBackOnce() {
        shop.supplier.soldWaits(true);
        paid();

        RefundAnswer first = giveBack(Refund.To.ORIGINAL);
        RefundAnswer again = giveBack(Refund.To.ORIGINAL);
        shop.pass(A_MINUTE);

        assertThat(again).isEqualTo(first).isInstanceOf(RefundAnswer.Begun.class);
        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(held(story().attempts())).isZero();
    }

    @Test
    void iDidNotUseItAndWantedTheMoneyOnMyBalance() {
        shop.supplier.soldWaits(true);
        paid();

        giveBack(Refund.To.BALANCE);
        shop.pass(Duration.ofSeconds(2));

        assertThat(shop.balance()).isEqualTo(Money.usd("103.90"));
        assertThat(held(story().attempts())).isEqualTo(390);
    }

    @Test
    void iPaidFromMyBalanceAndGaveItBack() {
        shop.supplier.soldWaits(true);
        answer = shop.renew(esim, shop.offer(esim), "tap", Duration.ofSeconds(10));

        giveBack(Refund.To.ORIGINAL);

        assertThat(shop.balance()).isEqualTo(Money.usd("100.00"));
        assertThat(story().refunds())
                .singleElement()
                .satisfies(refund -> assertThat(refund.to()).isEqualTo(Refund.To.BALANCE));
    }

    @Test
    void itHadBegunSoStaffDecided() {
        paid();
        assertThat(giveBack(Refund.To.ORIGINAL)).isInstanceOf(RefundAnswer.Used.class);

        assertThat(byStaff("2.00")).isInstanceOf(RefundAnswer.Begun.class);
        assertThat(byStaff("1.91")).isInstanceOf(RefundAnswer.TooMuch.class);
        assertThat(byStaff("1.90")).isInstanceOf(RefundAnswer.Begun.class);
        shop.pass(A_MINUTE);

        assertThat(held(story().attempts())).isZero();
    }

    @Test
    void iAskedAfterFifteenDays() {
        shop.supplier.soldWaits(true);
        paid();
        shop.clock.turn(Duration.ofDays(15));

        assertThat(giveBack(Refund.To.ORIGINAL)).isEqualTo(new RefundAnswer.TooLate(14));
    }

    @Test
    void youCouldNotSeeWhetherIUsedIt() {
        paid();
        shop.supplier.deaf(true);

        assertThat(giveBack(Refund.To.ORIGINAL)).isInstanceOf(RefundAnswer.NotKnownNow.class);
    }

    @Test
    void iWantedWhatIsNotDeliveredOnMyBalanceAndItWasThereAtOnce() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        answer = shop.renewByLink(esim, shop.offer(esim), "tap", Refund.To.BALANCE);
        shop.provider.pay(attempt().id().toString());

        notified();

        assertThat(state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(shop.balance()).isEqualTo(Money.usd("103.90"));
    }

    private RefundAnswer giveBack(Refund.To to) {
        return shop.house()
                .renewals()
                .giveBackUnused(shop.partner.id(), ((RenewAnswer.Accepted) answer).id(), to)
                .orElseThrow();
    }

    private RefundAnswer byStaff(String amount) {
        return byStaff(amount, Refund.To.ORIGINAL);
    }

    private RefundAnswer byStaff(String amount, Refund.To to) {
        return shop.house().renewals().giveBackByStaff(shop.renewal(answer), Money.usd(amount), to);
    }

    @Test
    void iDisputedAndWantedItOnMyBalanceAndHadItOnce() {
        paid();
        dispute(Stand.OPEN);
        byStaff("3.90", Refund.To.BALANCE);
        shop.pass(Duration.ofSeconds(5));
        assertThat(shop.balance()).isEqualTo(Money.usd("100.00"));

        dispute(Stand.LOST);
        shop.clock.turn(Duration.ofHours(2));
        shop.pass(Duration.ofSeconds(5));

        assertThat(shop.balance()).isEqualTo(Money.usd("100.00"));
        assertThat(story().refunds())
                .singleElement()
                .satisfies(refund -> assertThat(refund.said()).contains("by-dispute"));
    }

    @Test
    void oneLostDisputePaysForOneRefundOnly() {
        paid();
        dispute(Stand.LOST);

        byStaff("2.00", Refund.To.BALANCE);
        byStaff("1.90", Refund.To.BALANCE);
        shop.pass(Duration.ofSeconds(5));

        assertThat(story().refunds())
                .allSatisfy(refund -> assertThat(refund.said()).contains("by-dispute"));
        assertThat(shop.balance()).isEqualTo(Money.usd("100.00"));
    }

    @Test
    void iUsedTheFirstAndTheSecondWaitedAndOnlyTheSecondCameBack() {
        paid();
        RenewAnswer first = answer;
        shop.supplier.soldWaits(true);
        answer = shop.renew(esim, shop.offer(esim), "second", Duration.ofSeconds(10));
        RenewAnswer second = answer;

        answer = first;
        assertThat(giveBack(Refund.To.ORIGINAL)).isInstanceOf(RefundAnswer.Used.class);
        answer = second;
        assertThat(giveBack(Refund.To.ORIGINAL)).isInstanceOf(RefundAnswer.Begun.class);
    }
}
