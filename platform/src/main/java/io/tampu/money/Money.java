package io.tampu.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money: minor units (cents) and a currency, together.
 *
 * @param amountMinor minor units of the currency; USD, PEN, CNY and EUR have two decimals, others do not
 * @param currency ISO 4217 code
 */
public record Money(long amountMinor, String currency) {

    public Money {
        decimals(currency);
    }

    public static Money of(long amountMinor, String currency) {
        return new Money(amountMinor, currency);
    }

    public static Money usd(String amount) {
        return parse(amount, "USD");
    }

    /** Reads a decimal amount exactly: "4.50" USD is 450. More decimals than the currency has are refused. */
    public static Money parse(String decimal, String currency) {
        try {
            return new Money(
                    new BigDecimal(decimal).movePointRight(decimals(currency)).longValueExact(), currency);
        } catch (ArithmeticException | NumberFormatException notAnAmount) {
            throw new IllegalArgumentException("not an amount in " + currency + ": " + decimal, notAnAmount);
        }
    }

    /** Rounds a decimal amount half up to the currency's minor unit, as suppliers' bills do. */
    public static Money roundedHalfUp(BigDecimal decimal, String currency) {
        int decimals = decimals(currency);
        return new Money(
                decimal.setScale(decimals, RoundingMode.HALF_UP)
                        .movePointRight(decimals)
                        .longValueExact(),
                currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(amountMinor, sameCurrency(other).amountMinor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(amountMinor, sameCurrency(other).amountMinor), currency);
    }

    public boolean isPositive() {
        return amountMinor > 0;
    }

    /** Decimals of a currency: USD 2, JPY 0. */
    public static int decimals(String currency) {
        if (currency.length() != 3) {
            throw new IllegalArgumentException("not an ISO 4217 currency: " + currency);
        }
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    /** "4.50 USD". */
    @Override
    public String toString() {
        return BigDecimal.valueOf(amountMinor, decimals(currency)).toPlainString() + " " + currency;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currencies differ: " + this + " and " + other);
        }
        return other;
    }
}
