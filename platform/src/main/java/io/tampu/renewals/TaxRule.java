package io.tampu.renewals;

import io.tampu.money.Money;

/** How the tax in a price is reckoned. Prices include it; the rule is pinned in the offer. */
public enum TaxRule {
    NONE("NONE", 0),
    /** Peru: IGV 18%, of which 2% municipal, in every price. */
    PE_IGV_18("PE-IGV-18", 18);

    private final String code;
    private final int percent;

    TaxRule(String code, int percent) {
        this.code = code;
        this.percent = percent;
    }

    /** Throws {@link IllegalArgumentException} naming the rules there are. */
    public static TaxRule parse(String code) {
        for (TaxRule rule : values()) {
            if (rule.code.equals(code)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("not a tax rule: " + code + " (there are NONE and PE-IGV-18)");
    }

    public String code() {
        return code;
    }

    /** The tax in a total that includes it, rounded half up to the minor unit. */
    public Money taxIn(Money total) {
        long whole = 100L + percent;
        long tax = (2 * total.amountMinor() * percent + whole) / (2 * whole);
        return Money.of(tax, total.currency());
    }
}
