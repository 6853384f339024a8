package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.accounts.Customer;
import io.tampu.checkout.Attempt;
import io.tampu.checkout.Refund;
import io.tampu.money.Money;
import io.tampu.renewals.Pay;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewRequest;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalState;
import io.tampu.suppliers.FakeSupplier;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A traveller with a balance of their own, each named after what they would say. */
class CustomerStory extends PaidStory {

    private Customer customer = new Customer(new java.util.UUID(0, 0), "", "", "", java.time.ZoneOffset.UTC);

    @BeforeEach
    void come() {
        customer = shop.house().customers().add("Traveller@Example.COM ", "USD", "zh");
        shop.house().ledger().openBalance(customer.id(), customer.currency());
    }

    @Test
    void iAmTheSameHoweverIWriteMyAddress() {
        assertThat(shop.house().customers().add("traveller@example.com", "USD", "en"))
                .isEqualTo(customer);
    }

    @Test
    void iToppedUpByCardAndPaidFromMyBalance() {
        toppedUp("5.00");

        Renewal renewal = renewed(new Pay.FromBalance());

        assertThat(renewal.state()).isEqualTo(RenewalState.RENEWED);
        assertThat(balance()).isEqualTo(Money.usd("1.10"));
    }

    @Test
    void iHadTooLittleOnMyBalanceAndNothingWasTaken() {
        toppedUp("3.89");

        assertThat(ask(new Pay.FromBalance())).isInstanceOf(RenewAnswer.InsufficientBalance.class);
        assertThat(balance()).isEqualTo(Money.usd("3.89"));
    }

    @Test
    void nothingCameAndIChoseMyBalance() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);

        Renewal renewal = renewed(new Pay.ByLink(Shop.LINK.backTo(), "zh", Refund.To.BALANCE));

        assertThat(renewal.state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(balance()).isEqualTo(Money.usd("3.90"));
    }

    @Test
    void nothingCameAndItWentBackToMyCard() {
        shop.supplier.next(FakeSupplier.Turn.REFUSE);

        Renewal renewal = renewed(Shop.LINK);

        assertThat(renewal.state()).isEqualTo(RenewalState.REFUNDED);
        assertThat(balance()).isEqualTo(Money.usd("0.00"));
        assertThat(held(shop.house().renewals().money(renewal).attempts())).isZero();
    }

    private Money balance() {
        return shop.house().ledger().available(customer.id()).orElseThrow();
    }

    private void toppedUp(String amount) {
        Attempt attempt = shop.house()
                .checkout()
                .topUp(
                        shop.house().ids().newBeside(customer.id()),
                        customer.id(),
                        Money.usd(amount),
                        Shop.LINK.backTo(),
                        "Balance top-up",
                        customer.language(),
                        Duration.ofMinutes(30));
        shop.provider.pay(attempt.id().toString());
        shop.pass(A_MINUTE);
    }

    private RenewAnswer ask(Pay pay) {
        String offer = shop.house().renewals().offers(customer.id(), esim).lines().stream()
                .flatMap(line -> line.id().stream())
                .findFirst()
                .orElseThrow();
        return shop.house()
                .renewals()
                .renew(
                        new RenewRequest(customer.id(), esim.iccid(), offer, pay, Optional.empty(), Optional.empty()),
                        Duration.ofSeconds(5));
    }

    /** As it stands once whoever must pay has paid and time has passed. */
    private Renewal renewed(Pay pay) {
        var accepted = (RenewAnswer.Accepted) ask(pay);
        Renewal renewal =
                shop.house().renewals().find(customer.id(), accepted.id()).orElseThrow();
        shop.house()
                .renewals()
                .money(renewal)
                .attempts()
                .forEach(attempt -> shop.provider.pay(attempt.id().toString()));
        shop.pass(A_MINUTE);
        return shop.house().renewals().find(customer.id(), accepted.id()).orElseThrow();
    }
}
