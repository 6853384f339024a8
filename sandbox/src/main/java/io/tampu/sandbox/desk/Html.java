package io.tampu.sandbox.desk;

/** Pieces of a page. */
final class Html {

    private Html() {}

    /** Text as it may stand anywhere in a page. */
    static String text(Object value) {
        return value.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String option(String value) {
        return "<option>" + text(value) + "</option>";
    }

    /** A form of one hidden field or none, and a button. */
    static String button(String action, String label) {
        return "<form method=\"post\" action=\"" + text(action) + "\"><button class=\"plain\">" + text(label)
                + "</button></form>";
    }

    /** 12345678 as 123,456.78. */
    static String usd(long minor) {
        return "USD %,d.%02d".formatted(minor / 100, Math.abs(minor % 100));
    }
}
