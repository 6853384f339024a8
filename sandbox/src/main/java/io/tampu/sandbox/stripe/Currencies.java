package io.tampu.sandbox.stripe;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be charged in, and how it is written for a person. */
final class Currencies {

    private static final Set<String> KNOWN = Currency.getAvailableCurrencies().stream()
            .map(each -> each.getCurrencyCode().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private Currencies() {}

    static boolean isKnown(String lowerCase) {
        return KNOWN.contains(lowerCase);
    }

    /** 1490 usd as {@code $14.90}, as Stripe's messages have it; {@code PEN 14.90} elsewhere. */
    static String words(long minor, String currency) {
        int digits = Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getDefaultFractionDigits();
        var number = java.math.BigDecimal.valueOf(minor, Math.max(0, digits)).toPlainString();
        return currency.equals("usd") ? "$" + number : currency.toUpperCase(Locale.ROOT) + " " + number;
    }
}
