package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.TestDatabase;
import io.tampu.esims.Esim;
import io.tampu.money.Money;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewalState;
import io.tampu.suppliers.FakeSupplier.Turn;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What becomes of a renewal that is paid from a balance, in every way that it can go. */
class RenewalStory {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aRenewalIsTakenOnceDeliveredOnceAndReceipted() {
        try (var shop = new Shop(DATABASE.dataSource(), "delivered", "100.00")) {
            Esim esim = shop.esim("8910300000000000017");

            RenewAnswer answer = shop.renew(esim, shop.offer(esim), "tap-1", LONG_ENOUGH);

            assertThat(shop.renewal(answer).state()).isEqualTo(RenewalState.RENEWED);
            assertThat(shop.supplier.sold()).hasSize(1);
            assertThat(shop.balance()).isEqualTo(Money.usd("96.10"));
            assertThat(((RenewAnswer.Accepted) answer).answer()).contains("\"number\":\"R-");
        }
    }

    @Test
    void aRenewalPaidTwiceByAnImpatientThumbIsTakenOnce() {
        try (var shop = new Shop(DATABASE.dataSource(), "thumb", "100.00")) {
            Esim esim = shop.esim("8910300000000000025");
            String offer = shop.offer(esim);
            RenewAnswer first = shop.renew(esim, offer, "tap-1", LONG_ENOUGH);

            RenewAnswer again = shop.renew(esim, offer, "tap-1", LONG_ENOUGH);

            assertThat(again).isEqualTo(first);
            assertThat(shop.supplier.sold()).hasSize(1);
            assertThat(shop.balance()).isEqualTo(Money.usd("96.10"));
        }
    }

    @Test
    void anAnswerThatWasLostOnTheWayIsFoundByAsking() {
        try (var shop = new Shop(DATABASE.dataSource(), "lost-answer", "100.00")) {
            Esim esim = shop.esim("8910300000000000033");
            String offer = shop.offer(esim);
            shop.supplier.next(Turn.SELL_AND_BE_SILENT);
            RenewAnswer answer = shop.renew(esim, offer, "tap-1", Duration.ZERO);

            shop.pass(Duration.ofSeconds(40));

            assertThat(shop.renewal(answer).state()).isEqualTo(RenewalState.RENEWED);
            assertThat(shop.supplier.sold()).hasSize(1);
        }
    }

    @Test
    void anOrderThatNeverArrivedIsNotSentAgainAndTheMoneyGoesBackAtTheDeadline() {
        try (var shop = new Shop(DATABASE.dataSource(), "never-arrived", "100.00")) {
            Esim esim = shop.esim("8910300000000000041");
            String offer = shop.offer(esim);
            shop.supplier.next(Turn.BE_SILENT);
            RenewAnswer answer = shop.renew(esim, offer, "tap-1", Duration.ZERO);

            shop.pass(Duration.ofMinutes(11));

            assertThat(shop.renewal(answer).state()).isEqualTo(RenewalState.REFUNDED);
            assertThat(shop.renewal(answer).reason()).contains("not-delivered-in-time");
            assertThat(shop.supplier.sold()).isEmpty();
            assertThat(shop.balance()).isEqualTo(Money.usd("100.00"));
        }
    }

    @Test
    void aRefusalGivesTheMoneyBackAtOnce() {
        try (var shop = new Shop(DATABASE.dataSource(), "refused", "100.00")) {
            Esim esim = shop.esim("8910300000000000058");
            String offer = shop.offer(esim);
            shop.supplier.next(Turn.REFUSE);

            RenewAnswer answer = shop.renew(esim, offer, "tap-1", LONG_ENOUGH);

            assertThat(shop.renewal(answer).state()).isEqualTo(RenewalState.REFUNDED);
            assertThat(shop.balance()).isEqualTo(Money.usd("100.00"));
        }
    }

    @Test
    void anOrderThatProvablyDidNothingIsSentAgain() {
        try (var shop = new Shop(DATABASE.dataSource(), "not-now", "100.00")) {
            Esim esim = shop.esim("8910300000000000066");
            String offer = shop.offer(esim);
            shop.supplier.next(Turn.NOT_NOW, Turn.NOT_NOW, Turn.SELL);
            RenewAnswer answer = shop.renew(esim, offer, "tap-1", Duration.ZERO);

            shop.pass(Duration.ofSeconds(60));

            assertThat(shop.renewal(answer).state()).isEqualTo(RenewalState.RENEWED);
            assertThat(shop.supplier.sold()).hasSize(1);
        }
    }

    @Test
    void dataThatArrivesAfterTheRefundStaysWithTheTravellerAndIsTheSellersLoss() {
        try (var shop = new Shop(DATABASE.dataSource(), "late", "100.00")) {
            Esim esim = shop.esim("8910300000000000074");
            String offer = shop.offer(esim);
            shop.supplier.lateBy(Duration.ofMinutes(15)).next(Turn.SELL_LATER_AND_BE_SILENT);
            RenewAnswer answer = shop.renew(esim, offer, "tap-1", Duration.ZERO);

            shop.pass(Duration.ofMinutes(20));

            assertThat(shop.renewal(answer).state()).isEqualTo(RenewalState.REFUNDED);
            assertThat(shop.renewal(answer).cost()).contains(Money.usd("2.40"));
            assertThat(shop.balance()).isEqualTo(Money.usd("100.00"));
        }
    }

    @Test
    void anOrderThatIsStillOpenAtTheSupplierMovesTheDeadlineOn() {
        try (var shop = new Shop(DATABASE.dataSource(), "open", "100.00")) {
            Esim esim = shop.esim("8910300000000000116");
            String offer = shop.offer(esim);
            shop.supplier.lateBy(Duration.ofMinutes(15)).next(Turn.STAY_OPEN_AND_BE_SILENT);
            RenewAnswer answer = shop.renew(esim, offer, "tap-1", Duration.ZERO);
            Instant first = shop.renewal(answer).deadlineAt();

            shop.pass(Duration.ofMinutes(12));

            assertThat(shop.renewal(answer).state()).isEqualTo(RenewalState.IN_DOUBT);
            assertThat(shop.renewal(answer).deadlineAt())
                    .isAfter(shop.clock.instant())
                    .isBefore(first.plus(Duration.ofMinutes(4)));

            shop.pass(Duration.ofMinutes(4));

            assertThat(shop.renewal(answer).state()).isEqualTo(RenewalState.RENEWED);
        }
    }

    @Test
    void anOrderThatStaysOpenForTooLongIsRefundedAtTheCap() {
        try (var shop = new Shop(DATABASE.dataSource(), "too-long", "100.00")) {
            Esim esim = shop.esim("8910300000000000108");
            String offer = shop.offer(esim);
            shop.supplier.lateBy(Duration.ofHours(5)).next(Turn.STAY_OPEN_AND_BE_SILENT);
            RenewAnswer answer = shop.renew(esim, offer, "tap-1", Duration.ZERO);
            Instant accepted = shop.renewal(answer).acceptedAt();

            shop.pass(Duration.ofMinutes(61));

            assertThat(shop.renewal(answer).state()).isEqualTo(RenewalState.REFUNDED);
            assertThat(shop.renewal(answer).deadlineAt()).isEqualTo(accepted.plus(Duration.ofMinutes(60)));
            assertThat(shop.balance()).isEqualTo(Money.usd("100.00"));
        }
    }

    @Test
    void aBalanceThatIsTooSmallBuysNothing() {
        try (var shop = new Shop(DATABASE.dataSource(), "poor", "1.00")) {
            Esim esim = shop.esim("8910300000000000082");

            RenewAnswer answer = shop.renew(esim, shop.offer(esim), "tap-1", LONG_ENOUGH);

            assertThat(answer).isInstanceOf(RenewAnswer.InsufficientBalance.class);
            assertThat(shop.supplier.sold()).isEmpty();
            assertThat(shop.balance()).isEqualTo(Money.usd("1.00"));
        }
    }

    @Test
    void aWholesalerWhoseSettingsWereTakenAwayLeavesNobodyWaitingPastTheDeadline() {
        try (var shop = new Shop(DATABASE.dataSource(), "absent", "100.00")) {
            Esim esim = shop.esim("8910300000000009990");
            String offer = shop.offer(esim);
            shop.supplier.next(Turn.BE_SILENT);
            RenewAnswer answer = shop.renew(esim, offer, "tap-1", Duration.ZERO);

            shop.restartWithoutSuppliers();
            shop.pass(Duration.ofMinutes(11));

            assertThat(shop.renewal(answer).state()).isEqualTo(RenewalState.REFUNDED);
            assertThat(shop.balance()).isEqualTo(Money.usd("100.00"));
        }
    }
}
