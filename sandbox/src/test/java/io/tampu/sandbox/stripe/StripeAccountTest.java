package io.tampu.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundCreateParams;
import io.tampu.sandbox.WorldUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments made directly, the bill, events, pages of lists. */
class StripeAccountTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void start() throws Exception {
        shop = new Shop(new WorldUnderTest(folder));
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
    }

    private PaymentIntentCreateParams.Builder sale(long amount, String method) {
        return PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency("usd")
                .setPaymentMethod(method)
                .setConfirm(true)
                .setReturnUrl("https://shop.sandbox.invalid/back")
                .setAutomaticPaymentMethods(PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                        .setEnabled(true)
                        .build());
    }

    private PaymentIntent take(long amount, String method) throws Exception {
        return shop.client.v1().paymentIntents().create(sale(amount, method).build());
    }

    @Test
    void aPaymentIsMadeDirectlyWithATestMethod() throws Exception {
        var paid = take(700, "pm_card_visa");

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThatThrownBy(() -> take(700, "pm_card_chargeDeclinedInsufficientFunds"))
                .isInstanceOfSatisfying(CardException.class, refused -> {
                    assertThat(refused.getStatusCode()).isEqualTo(402);
                    assertThat(refused.getCode()).isEqualTo("card_declined");
                    assertThat(refused.getDeclineCode()).isEqualTo("insufficient_funds");
                    assertThat(refused.getStripeError().getAdviceCode()).isEqualTo("try_again_later");
                    assertThat(refused.getStripeError().getPaymentIntent().getStatus())
                            .isEqualTo("requires_payment_method");
                    assertThat(refused.getCharge()).startsWith("ch_");
                });
        var asking = take(700, "pm_card_authenticationRequired");
        assertThat(asking.getStatus()).isEqualTo("requires_action");
        assertThat(asking.getNextAction().getRedirectToUrl().getUrl())
                .isEqualTo(shop.world.address() + "/stripe/authenticate/" + asking.getId());
        var alone =
                sale(700, "pm_card_authenticationRequired").setOffSession(true).build();
        assertThatThrownBy(() -> shop.client.v1().paymentIntents().create(alone))
                .isInstanceOfSatisfying(
                        CardException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("authentication_required"));
        assertThat(shop.held()).isEqualTo(700);
    }

    @Test
    void aPaymentIsHeldThenCapturedInPartOrLetGo() throws Exception {
        var manual = sale(700, "pm_card_visa")
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                .build();
        var intents = shop.client.v1().paymentIntents();
        var kept = intents.create(manual);
        var gone = intents.create(manual);
        assertThat(kept.getStatus()).isEqualTo("requires_capture");
        assertThat(shop.held()).isZero();

        var captured = intents.capture(
                kept.getId(),
                PaymentIntentCaptureParams.builder().setAmountToCapture(600L).build());

        assertThat(captured.getAmountReceived()).isEqualTo(600);
        assertThat(intents.cancel(gone.getId()).getStatus()).isEqualTo("canceled");
        assertThatThrownBy(() -> intents.cancel(kept.getId())).isInstanceOf(InvalidRequestException.class);
        assertThat(shop.held()).isEqualTo(600);
    }

    @Test
    void theBillOfADayHasEveryMovementWithItsSource() throws Exception {
        var yesterday = shop.now().getEpochSecond();
        take(1000, "pm_card_visa");
        shop.world.clock.turn(Duration.ofDays(1));
        var today = shop.now().getEpochSecond();
        var refunded = take(2000, "pm_card_visa");
        shop.client
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(refunded.getId())
                        .build());
        take(3000, "pm_card_createDispute");

        var bill = shop.client
                .v1()
                .balanceTransactions()
                .list(BalanceTransactionListParams.builder()
                        .setCreated(BalanceTransactionListParams.Created.builder()
                                .setGte(today)
                                .setLt(today + 86_400)
                                .build())
                        .addExpand("data.source")
                        .build());

        assertThat(bill.getData())
                .extracting(BalanceTransaction::getType, BalanceTransaction::getAmount, BalanceTransaction::getFee)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("adjustment", -3000L, 1500L),
                        org.assertj.core.groups.Tuple.tuple("charge", 3000L, 117L),
                        org.assertj.core.groups.Tuple.tuple("refund", -2000L, 0L),
                        org.assertj.core.groups.Tuple.tuple("charge", 2000L, 88L));
        assertThat(((Charge) bill.getData().get(3).getSourceObject()).getPaymentIntent())
                .isEqualTo(refunded.getId());
        assertThat(shop.client
                        .v1()
                        .balanceTransactions()
                        .list(BalanceTransactionListParams.builder()
                                .setCreated(BalanceTransactionListParams.Created.builder()
                                        .setGte(yesterday)
                                        .setLt(today)
                                        .build())
                                .build())
                        .getData())
                .hasSize(1);
        assertThat(shop.client.v1().balance().retrieve().getPending().getFirst().getCurrency())
                .isEqualTo("usd");
    }

    @Test
    void pagesFollowOneAnotherWithoutAGapBothWays() throws Exception {
        for (int i = 0; i < 7; i++) {
            take(500 + i, "pm_card_visa");
        }
        var all = new ArrayList<Long>();
        for (var each : shop.client
                .v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder().setLimit(3L).build())
                .autoPagingIterable()) {
            all.add(each.getAmount());
        }

        assertThat(all).containsExactly(506L, 505L, 504L, 503L, 502L, 501L, 500L);
        var oldest = shop.client
                .v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder().setLimit(100L).build())
                .getData()
                .getLast();
        var before = shop.client
                .v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder()
                        .setLimit(2L)
                        .setEndingBefore(oldest.getId())
                        .build());
        assertThat(before.getData()).extracting(PaymentIntent::getAmount).containsExactly(502L, 501L);
        assertThat(before.getHasMore()).isTrue();
        assertThatThrownBy(() -> shop.client
                        .v1()
                        .paymentIntents()
                        .list(PaymentIntentListParams.builder().setLimit(101L).build()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void eventsThatWereNotReceivedAreFoundAmongThoseThatWere() throws Exception {
        shop.listening();
        shop.paid("attempt-1", Shop.PAYS);
        shop.hearTypes(4);
        shop.world.arm("stripe.notify", "notify-lost", 4, null);
        var lost = shop.paid("attempt-2", Shop.PAYS);
        shop.world.clock.turn(Duration.ofDays(1));
        shop.paid("attempt-3", Shop.PAYS);
        shop.hearTypes(4);
        shop.awaitReceived(8);

        var missed = shop.client
                .v1()
                .events()
                .list(EventListParams.builder().setDeliverySuccess(false).build());

        assertThat(missed.getData())
                .extracting(Event::getType)
                .containsExactly(
                        "checkout.session.completed",
                        "payment_intent.succeeded",
                        "charge.succeeded",
                        "payment_intent.created");
        assertThat(missed.getData().getFirst().getPendingWebhooks()).isEqualTo(1);
        var completed = shop.client
                .v1()
                .events()
                .list(EventListParams.builder()
                        .setType("checkout.session.completed")
                        .build());
        assertThat(completed.getData()).hasSize(3);
        assertThat(completed.getData().get(1).getData().getObject().toJson()).contains(lost.getId());
        assertThat(shop.client
                        .v1()
                        .events()
                        .list(EventListParams.builder()
                                .addType("charge.succeeded")
                                .addType("payment_intent.created")
                                .build())
                        .getData())
                .hasSize(6);
    }
}
