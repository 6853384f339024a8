package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.checkout.Refund;
import io.tampu.checkout.RefundState;
import io.tampu.invoices.CreditNote;
import io.tampu.invoices.Receipt;
import io.tampu.invoices.Receipts;
import io.tampu.invoices.Seller;
import io.tampu.money.Money;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.renewals.RefundAnswer;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewalState;
import io.tampu.suppliers.FakeSupplier;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What I hold in my hand: a receipt for what I was given, and a credit note for what I gave back. */
class CreditNoteStory extends PaidStory {

    private static final Seller MOVED = new Seller("Example eSIM S.A.C.", "20000000001", "Av. Nueva 1, Cusco", "");

    @Test
    void myReceiptSaysWhoSoldAsItWasOnThatDay() {
        paid();

        var afterTheMove = new Receipts(shop.house().database(), MOVED);

        Receipt receipt = afterTheMove.find(renewal()).orElseThrow();
        assertThat(receipt.seller()).isEqualTo(Shop.SELLER);
        assertThat(receipt.number()).isEqualTo("R-" + text());
        assertThat(receipt.total()).isEqualTo(Money.usd("3.90"));
        assertThat(receipt.net()).isEqualTo(Money.usd("3.31"));
        assertThat(receipt.tax()).isEqualTo(Money.usd("0.59"));
        assertThat(afterTheMove.find(shop.newId())).isEmpty();
        assertThat(afterTheMove.findAll(List.of(renewal(), shop.newId()))).containsOnlyKeys(renewal());
    }

    @Test
    void iGaveItBackUnusedAndHoldOneCreditNoteOfAllOfIt() {
        shop.supplier.soldWaits(true);
        paid();

        giveBackUnused();
        giveBackUnused();

        assertThat(notes()).singleElement().satisfies(note -> {
            assertThat(note.number())
                    .isEqualTo(
                            "C-" + story().refunds().getFirst().id().toString().toUpperCase(Locale.ROOT));
            assertThat(note.renewal()).isEqualTo(renewal());
            assertThat(note.amount()).isEqualTo(Money.usd("3.90"));
            assertThat(note.tax()).isEqualTo(Money.usd("0.59"));
            assertThat(note.net()).isEqualTo(Money.usd("3.31"));
            assertThat(note.reason()).isEqualTo("unused");
            assertThat(note.seller()).isEqualTo(Shop.SELLER);
        });
    }

    @Test
    void inThreePartsTheTaxIsAllOfTheTax() {
        paid();

        byStaff("1.30");
        byStaff("1.30");
        byStaff("1.30");
        byStaff("0.01");

        assertThat(notes()).extracting(note -> note.tax().amountMinor()).containsExactlyInAnyOrder(20L, 19L, 20L);
        assertThat(notes()).extracting(CreditNote::amount).containsOnly(Money.usd("1.30"));
    }

    @Test
    void paidFromMyBalanceItIsTheSame() {
        shop.supplier.soldWaits(true);
        answer = shop.renew(esim, shop.offer(esim), "tap", Duration.ofSeconds(10));

        giveBackUnused();

        assertThat(notes()).extracting(CreditNote::amount).containsExactly(Money.usd("3.90"));
    }

    @Test
    void theRefundFailedAndAnotherStandsForItAndTheCreditNoteIsStillOne() {
        shop.supplier.soldWaits(true);
        paid();
        giveBackUnused();
        shop.pass(Duration.ofSeconds(2));
        Refund first = story().refunds().getFirst();
        shop.provider.failRefund(first.id().toString(), "expired_or_canceled_card");

        shop.clock.turn(Duration.ofDays(2));
        shop.pass(Duration.ofSeconds(5));

        assertThat(story().refunds())
                .extracting(Refund::state)
                .containsExactly(RefundState.FAILED, RefundState.RETURNED);
        assertThat(notes())
                .extracting(CreditNote::refund)
                .containsExactly(first.id().value());
    }

    @Test
    void whatWasNotDeliveredHasNeitherReceiptNorCreditNote() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);
        paid();
        shop.pass(Duration.ofSeconds(2));

        assertThat(state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(receipts().find(renewal())).isEmpty();
        assertThat(notes()).isEmpty();
    }

    @Test
    void whatMyBankTookBackIsNoCreditNote() {
        paid();

        dispute(Stand.LOST);

        assertThat(receipts().find(renewal())).isPresent();
        assertThat(notes()).isEmpty();
    }

    private void giveBackUnused() {
        var given = shop.renewals()
                .giveBackUnused(shop.partner.id(), ((RenewAnswer.Accepted) answer).id(), Refund.To.ORIGINAL);
        assertThat(given).get().isInstanceOf(RefundAnswer.Begun.class);
    }

    private void byStaff(String amount) {
        shop.renewals().giveBackByStaff(shop.renewal(answer), Money.usd(amount), Refund.To.ORIGINAL);
    }

    private Receipts receipts() {
        return shop.house().receipts();
    }

    private List<CreditNote> notes() {
        return receipts().creditNotes(renewal());
    }

    private UUID renewal() {
        return ((RenewAnswer.Accepted) answer).id().value();
    }

    private String text() {
        return ((RenewAnswer.Accepted) answer).id().toString().toUpperCase(Locale.ROOT);
    }
}
