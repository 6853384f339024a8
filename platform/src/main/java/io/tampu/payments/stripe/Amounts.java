package io.tampu.payments.stripe;

import io.tampu.money.Money;
import java.util.Locale;
import java.util.Set;

/**
 * Stripe's minor units. They are ISO's but for a few currencies: some that have cents are taken whole, and two that have none
 * are written with two decimals for history's sake (docs.stripe.com/currencies, "minor units").
 */
final class Amounts {

    private static final Set<String> NO_DECIMALS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    /** The last digit must be a zero. */
    private static final Set<String> THREE_DECIMALS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");
    /** ISK and UGX: no cents, written as if there were. */
    private static final Set<String> WHOLE_WITH_TWO_DECIMALS = Set.of("ISK", "UGX");

    private Amounts() {}

    /** The number that Stripe is told. Throws IllegalArgumentException for an amount that Stripe cannot take. */
    static long minorUnits(Money money) {
        int ours = Money.decimals(money.currency());
        int theirs = decimals(money.currency());
        long amount = money.amountMinor();
        if (theirs < ours) {
            long unit = powerOfTen(ours - theirs);
            if (amount % unit != 0) {
                throw new IllegalArgumentException("Stripe takes whole units of this currency only: " + money);
            }
            return amount / unit;
        }
        long told = Math.multiplyExact(amount, powerOfTen(theirs - ours));
        if (THREE_DECIMALS.contains(money.currency()) && told % 10 != 0) {
            throw new IllegalArgumentException("Stripe takes two decimals of this currency: " + money);
        }
        return told;
    }

    /** @param currency as Stripe writes it, in lower case */
    static Money read(long told, String currency) throws Unreadable {
        String code = currency.toUpperCase(Locale.ROOT);
        try {
            int ours = Money.decimals(code);
            int theirs = decimals(code);
            if (theirs <= ours) {
                return Money.of(Math.multiplyExact(told, powerOfTen(ours - theirs)), code);
            }
            long unit = powerOfTen(theirs - ours);
            if (told % unit != 0) {
                throw new Unreadable("a fraction of a unit that has none: " + told + " " + code);
            }
            return Money.of(told / unit, code);
        } catch (IllegalArgumentException | ArithmeticException notMoney) {
            throw new Unreadable("not an amount of money");
        }
    }

    private static int decimals(String currency) {
        if (NO_DECIMALS.contains(currency)) {
            return 0;
        }
        if (WHOLE_WITH_TWO_DECIMALS.contains(currency)) {
            return 2;
        }
        return THREE_DECIMALS.contains(currency) ? 3 : 2;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
