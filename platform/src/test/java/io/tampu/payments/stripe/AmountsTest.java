package io.tampu.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe's minor units against ours. */
final class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "14.90, USD, 1490",
        "49.90, PEN, 4990",
        "99.00, CNY, 9900",
        "1500, JPY, 1500",
        "1500, CLP, 1500",
        "1.500, KWD, 1500",
        "5, UGX, 500",
        "5, ISK, 500",
        "5.00, MGA, 5"
    })
    void eachCurrencyIsToldInItsOwnUnitsAndReadBackAsTheSame(String amount, String currency, long told)
            throws Unreadable {
        Money money = Money.parse(amount, currency);
        assertThat(Amounts.minorUnits(money)).isEqualTo(told);
        assertThat(Amounts.read(told, currency.toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(money);
    }

    @Test
    void whatStripeCannotTakeIsRefusedAndWhatItCannotMeanIsUnreadable() {
        assertThatThrownBy(() -> Amounts.minorUnits(Money.parse("1.501", "KWD")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Amounts.minorUnits(Money.parse("5.01", "MGA")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Amounts.read(501, "isk")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> Amounts.read(501, "us")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> Amounts.read(501, "zzz")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> Amounts.read(Long.MAX_VALUE, "mga")).isInstanceOf(Unreadable.class);
    }
}
