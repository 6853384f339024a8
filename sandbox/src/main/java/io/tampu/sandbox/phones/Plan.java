package io.tampu.sandbox.phones;

/**
 * A package as its wholesaler sells it.
 *
 * @param id the wholesaler's id of it
 * @param topUp sold for an eSIM that exists; otherwise it comes with a new eSIM
 * @param megabytes data, 1 GB = 1024; 0 for unlimited
 * @param priceMinor recommended retail price, USD cents
 * @param netMinor what we charge, USD cents
 */
public record Plan(
        String id,
        Operator operator,
        boolean topUp,
        int megabytes,
        int days,
        boolean unlimited,
        int minutes,
        int messages,
        int priceMinor,
        int netMinor) {

    /** {@code 1 GB}, {@code 500 MB} or {@code Unlimited}. */
    public String data() {
        if (unlimited) {
            return "Unlimited";
        }
        return megabytes % 1024 == 0 ? megabytes / 1024 + " GB" : megabytes + " MB";
    }

    /** {@code 3 GB - 100 SMS - 100 Mins - 30 Days}. */
    public String title() {
        var extras = (messages > 0 ? " - " + messages + " SMS" : "") + (minutes > 0 ? " - " + minutes + " Mins" : "");
        return data() + extras + " - " + days + (days == 1 ? " Day" : " Days");
    }
}
