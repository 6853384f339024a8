package io.tampu.sandbox.airalo;

import io.tampu.sandbox.store.Journal;

/** How the partner's account is set up. Mode is fixed at start; the rest can be switched while the world runs. */
final class AiraloSettings {

    private final AiraloMode mode;
    private final Journal journal;
    private volatile boolean discountPricing;
    private volatile boolean numbersAsText;

    AiraloSettings(Journal journal, AiraloMode mode) {
        this.journal = journal;
        this.mode = mode;
        journal.on("airalo-pricing", line -> discountPricing = line.text(0).equals("discount_pricing"));
        journal.on("airalo-numbers", line -> numbersAsText = line.text(0).equals("string"));
    }

    AiraloMode mode() {
        return mode;
    }

    boolean isDiscountPricing() {
        return discountPricing;
    }

    /** Whether orders show quantity, validity and prices as text, as older shapes do. */
    boolean isNumbersAsText() {
        return numbersAsText;
    }

    String pricingModel() {
        return discountPricing ? "discount_pricing" : "net_pricing";
    }

    String numbers() {
        return numbersAsText ? "string" : "decimal";
    }

    void setPricing(String model) {
        journal.note("airalo-pricing", model);
    }

    void setNumbers(String how) {
        journal.note("airalo-numbers", how);
    }
}
