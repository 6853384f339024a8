package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptState;
import io.tampu.checkout.Reconciled;
import io.tampu.money.Money;
import io.tampu.payments.Bill;
import io.tampu.payments.BillUnreadable;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.renewals.RenewalState;
import io.tampu.suppliers.FakeSupplier;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The provider's bill against our rows: each kind of break is planted and found, and nothing else is. */
class ReconcileStory extends PaidStory {

    @Test
    void whatAgreesIsMatchedAndNoBreak() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        paid();
        shop.pass(Duration.ofSeconds(2));

        Reconciled read = later();

        assertThat(read.breaks()).isEmpty();
        assertThat(read.matched()).isEqualTo(2).isEqualTo(read.lines());
    }

    @Test
    void aWonDisputeAndARefundThatFailedAreMatchedToo() {
        paid();
        dispute(Stand.OPEN);
        dispute(Stand.WON);
        assertThat(later().breaks()).isEmpty();
    }

    @Test
    void moneyThatIsOnOurSideOnlyIsABreakUntilTheBillHasIt() {
        paid();
        shop.provider.billing(lines -> List.of());
        assertThat(later().breaks()).singleElement().asString().startsWith("OURS_ONLY pi_");

        shop.provider.billing(lines -> lines);

        assertThat(later().breaks()).isEmpty();
        assertThat(openBreaks()).isZero();
    }

    @Test
    void moneyThatIsOnTheirSideOnlyIsABreak() {
        paid();
        shop.provider.billing(
                lines -> more(lines, "pi_x", Optional.of("x"), lines.getFirst().amount()));

        assertThat(later().breaks()).singleElement().isEqualTo("THEIRS_ONLY pi_x: ours '', theirs 'TAKEN 3.90 USD'");
        assertThat(openBreaks()).isEqualTo(1);
    }

    @Test
    void anotherAmountIsABreak() {
        paid();
        shop.provider.billing(lines -> lines.stream()
                .map(line -> new Bill.Line(
                        line.id(), line.kind(), line.payment(), line.mark(), Money.usd("3.91"), line.fee(), line.at()))
                .toList());

        assertThat(later().breaks()).singleElement().asString().startsWith("AMOUNT_DIFFERS pi_");
    }

    @Test
    void aRefundThatTheyKnowAsFailedIsAskedAboutAndStoodFor() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        paid();
        shop.pass(Duration.ofSeconds(2));
        shop.provider.failRefund(story().refunds().getFirst().id().toString(), "expired_or_canceled_card");

        assertThat(later().breaks()).singleElement().asString().startsWith("STATE_DIFFERS pi_");
        shop.pass(Duration.ofSeconds(2));

        assertThat(later().breaks()).isEmpty();
        assertThat(shop.balance()).isEqualTo(Money.usd("103.90"));
    }

    @Test
    void iPaidAndNobodyEverToldYouAndTheBillDid() {
        begin();
        shop.pass(Duration.ofMinutes(32));
        assertThat(attempt().state()).isEqualTo(AttemptState.CLOSED);
        shop.provider.pay(attempt().id().toString());
        shop.clock.turn(Duration.ofMinutes(11));

        assertThat(read().breaks()).singleElement().asString().startsWith("STATE_DIFFERS pi_");
        shop.pass(Duration.ofSeconds(3));

        assertThat(state()).isEqualTo(RenewalState.UNPAID);
        assertThat(held(story().attempts())).isZero();
        assertThat(later().breaks()).isEmpty();
        assertThat(openBreaks()).isZero();
    }

    @Test
    void iPaidTwiceOnOnePageAndTheSecondCameBackByItself() {
        paid();
        shop.provider.pay(attempt().id().toString());
        assertThat(later().breaks()).singleElement().asString().contains("paid by another payment");

        shop.pass(Duration.ofSeconds(3));

        assertThat(story().attempts())
                .extracting(Attempt::state)
                .containsExactlyInAnyOrder(AttemptState.KEPT, AttemptState.SURPLUS);
        assertThat(held(List.of(attempt()))).isEqualTo(390);
        assertThat(shop.provider.charges()).isEqualTo(1);
        assertThat(later().breaks()).isEmpty();
        assertThat(openBreaks()).isZero();
    }

    @Test
    void aBillThatCannotBeReadChangesNothing() {
        paid();
        shop.provider.billing(lines -> List.of());
        later();
        shop.provider.billing(lines -> {
            throw new BillUnreadable("half of it");
        });

        Reconciled unread = later();

        assertThat(unread.isRead()).isFalse();
        assertThat(unread.unread()).isEqualTo("half of it");
        assertThat(openBreaks()).isEqualTo(1);
    }

    @Test
    void aLineAMinuteBesideMidnightIsLookedForOnBothDays() {
        LocalDate today = shop.clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        paid();
        Instant midnight = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        plant(midnight.minusSeconds(60));
        shop.provider.billing(lines -> List.of());
        shop.clock.turn(Duration.between(shop.clock.instant(), midnight.plusSeconds(7200)));
        assertThat(shop.checkout().reconcile(today).getFirst().breaks()).hasSize(1);

        List<Bill.Line> moved = shop.provider.moved();
        shop.provider.billing(lines ->
                moved.stream().map(line -> at(line, midnight.plusSeconds(30))).toList());
        shop.clock.turn(Duration.ofHours(1));

        assertThat(shop.checkout().reconcile(today).getFirst().breaks()).isEmpty();
        assertThat(openBreaks()).isZero();
    }

    private void plant(Instant takenAt) {
        shop.house()
                .database()
                .client()
                .sql("update checkout_attempt set taken_at = ?")
                .param(java.sql.Timestamp.from(takenAt))
                .update();
    }

    private static Bill.Line at(Bill.Line line, Instant at) {
        return new Bill.Line(line.id(), line.kind(), line.payment(), line.mark(), line.amount(), line.fee(), at);
    }

    private List<Bill.Line> more(List<Bill.Line> lines, String payment, Optional<String> mark, Money amount) {
        var all = new ArrayList<>(lines);
        all.add(new Bill.Line(
                "txn_x",
                Bill.Kind.TAKEN,
                payment,
                mark,
                amount,
                Money.of(0, "USD"),
                lines.getFirst().at()));
        return all;
    }

    private Reconciled later() {
        shop.clock.turn(Duration.ofMinutes(11));
        return read();
    }

    private Reconciled read() {
        LocalDate today = shop.clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return shop.checkout().reconcile(today).getFirst();
    }

    private long openBreaks() {
        return shop.house()
                .database()
                .client()
                .sql("select count(*) from checkout_break where closed_at is null")
                .query(Long.class)
                .single();
    }
}
