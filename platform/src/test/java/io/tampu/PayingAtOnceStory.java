package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.Database;
import io.tampu.money.Money;
import io.tampu.payments.Heard;
import io.tampu.payments.Retry;
import io.tampu.renewals.Pay;
import io.tampu.renewals.PayAnswer;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewalState;
import io.tampu.suppliers.FakeSupplier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What becomes of those who pay in the same moment in two ways, each named after what the payer would say. */
class PayingAtOnceStory extends PaidStory {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void iPaidTwoRenewalsOfMyEsimFromMyBalanceAtOnceAndWasToldThatOneIsUnderWay() throws Exception {
        for (int i = 0; i < 10; i++) {
            esim = shop.esim("89103000000000%05d".formatted(80_000 + i));
            RenewAnswer one = shop.renewByLink(esim, shop.offer(esim), "one tap " + i);
            RenewAnswer other = shop.renewByLink(esim, shop.offer(esim), "other tap " + i);
            shop.supplier.next(FakeSupplier.Turn.BE_SILENT);

            List<PayAnswer> answers = atOnce(
                    List.of(() -> shop.pay(one, new Pay.FromBalance()), () -> shop.pay(other, new Pay.FromBalance())));

            assertThat(answers).hasAtLeastOneElementOfType(PayAnswer.Done.class);
            assertThat(answers).hasAtLeastOneElementOfType(PayAnswer.InProgress.class);
        }
    }

    @Test
    void iPaidOnThePageAndFromMyBalanceInTheSameMomentAndNeitherFailed() throws Exception {
        for (int i = 0; i < 20; i++) {
            esim = shop.esim("89103000000000%05d".formatted(90_000 + i));
            answer = shop.renewByLink(esim, shop.offer(esim), "tap " + i);
            shop.provider.pay(attempt().id().toString());

            List<Callable<Object>> both = List.of(
                    () -> pay(new Pay.FromBalance()),
                    () -> shop.house().checkout().follow(attempt()));
            assertThat(atOnce(both)).hasSize(2);
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> things) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var answer : threads.invokeAll(things)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void iPaidFromMyBalanceWhileMyCardPaymentWasBeingWrittenDownAndNeitherWaitedForTheOtherForEver() throws Exception {
        begin();
        var paying = new FutureTask<>(() -> pay(new Pay.FromBalance()));

        whileThePageIsLocked(paying, () -> state() != RenewalState.AWAITING_PAYMENT);

        assertThat(paying.get()).isInstanceOf(PayAnswer.Done.class);
        shop.pass(A_MINUTE);
        assertThat(state()).isEqualTo(RenewalState.RENEWED);
        assertThat(shop.provider.isClosed(attempt().id().toString())).isTrue();
    }

    @Test
    void iAskedForAnotherPageWhileTheFirstWasBeingWrittenDownAndGotIt() throws Exception {
        begin();
        shop.provider.decline(attempt().id().toString(), "card_declined", Retry.CUSTOMER);
        notified();
        var paying = new FutureTask<>(() -> pay(Shop.LINK));

        whileThePageIsLocked(paying, () -> story().attempts().size() == 2);

        assertThat(paying.get()).isInstanceOf(PayAnswer.Done.class);
        shop.pass(A_MINUTE);
        assertThat(shop.provider.isClosed(attempt().id().toString())).isTrue();
        assertThat(story().attempts().getLast().page()).isPresent();
    }

    /** Money that comes locks its attempt before the renewal: whoever holds the renewal must not wait for the attempt. */
    private void whileThePageIsLocked(FutureTask<PayAnswer> paying, BooleanSupplier isWritten) {
        new Database(source).inTransaction(() -> {
            sql("select id from checkout_attempt for update");
            Thread.ofVirtual().start(paying);
            await(isWritten);
            return true;
        });
    }

    @Test
    void aRenewalOfMyEsimWasPaidJustBeforeMineAndWasOverWhenYouLookedSoMineWentThrough() throws Exception {
        begin();
        RenewAnswer other = shop.renewByLink(esim, shop.offer(esim), "other tap");
        var paying = new FutureTask<>(() -> pay(new Pay.FromBalance()));
        Thread payer = Thread.ofVirtual().unstarted(paying);

        new Database(source).inTransaction(() -> {
            moveOther(other, "FULFILLING");
            payer.start();
            await(this::somebodyWaitsForALock);
            source.beforeTheNextOf(payer, () -> moveOther(other, "UNPAID"));
            return true;
        });

        assertThat(paying.get()).isInstanceOf(PayAnswer.Done.class);
        shop.pass(A_MINUTE);
        assertThat(state()).isEqualTo(RenewalState.RENEWED);
    }

    @Test
    void myRefundCameToMyBalanceWhileMyRenewalWasBeingMovedAndMyBalanceWasFreeMeanwhile() throws Exception {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        paid();
        String first = story().refunds().getFirst().id().toString();
        shop.provider.failRefund(first, "expired_or_canceled_card");
        hint(new Heard.About.OfRefund(first));
        await(() -> story().refunds().size() == 2);
        shop.clock.turn(Duration.ofSeconds(1));
        var settling = new FutureTask<>(() -> shop.checkout().settleOnce());

        new Database(source).inTransaction(() -> {
            sql("select id from renewals_renewal for update");
            Thread.ofVirtual().start(settling);
            await(this::somebodyWaitsForALock);
            sql("select account from ledger_balance for update nowait");
            return true;
        });

        settling.get();
        shop.pass(A_MINUTE);
        assertThat(shop.balance()).isEqualTo(Money.usd("103.90"));
    }

    private void moveOther(RenewAnswer other, String state) {
        new Database(source)
                .client()
                .sql("update renewals_renewal set state = ? where id = ?")
                .params(state, shop.renewal(other).id().value())
                .update();
    }

    /** Asked outside the transaction, which would see the same for ever. */
    private boolean somebodyWaitsForALock() {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")) {
            return found.next();
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private void sql(String query) {
        new Database(source).client().sql(query).query().listOfRows();
    }

    private static void await(BooleanSupplier isSo) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
