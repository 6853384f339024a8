package io.tampu.sandbox.web;

/** Pieces of a page. */
public final class Html {

    private Html() {}

    /** Text as it may stand anywhere in a page. */
    public static String text(Object value) {
        return value.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    public static String option(String value) {
        return "<option>" + text(value) + "</option>";
    }

    /** A form of one hidden field or none, and a button. */
    public static String button(String action, String label) {
        return "<form method=\"post\" action=\"" + text(action) + "\"><button class=\"plain\">" + text(label)
                + "</button></form>";
    }

    /** 12345678 as USD 123,456.78. */
    public static String usd(long minor) {
        return money(minor, "USD");
    }

    /** Minor units as the currency writes them. */
    public static String money(long minor, String currency) {
        int digits = Math.max(0, java.util.Currency.getInstance(currency).getDefaultFractionDigits());
        return "%s %,.{d}f"
                .replace("{d}", Integer.toString(digits))
                .formatted(currency, java.math.BigDecimal.valueOf(minor, digits));
    }
}
