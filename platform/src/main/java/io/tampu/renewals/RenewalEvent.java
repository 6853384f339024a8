package io.tampu.renewals;

/** What can happen to a renewal. */
public enum RenewalEvent {
    MONEY_SECURED("the money is secured"),
    NEVER_PAID("the offer has lapsed and every attempt is closed at its provider"),
    ORDER_WRITTEN("the order to the supplier was written down"),
    SUPPLIER_SOLD("the supplier says it was sold"),
    SUPPLIER_SILENT("the supplier gave no readable answer"),
    SUPPLIER_REFUSED("the supplier says it was not sold"),
    DEADLINE_PASSED("the delivery deadline has passed"),
    HOLD_VOIDED("the hold on the balance was voided"),
    REFUND_BEGUN("the refund was written down"),
    MONEY_BACK("the money is back"),
    REFUND_FAILED("the provider failed a refund that it had reported as done"),
    SUPPLIER_REVERSED("the supplier reversed what it had confirmed");

    private final String because;

    RenewalEvent(String because) {
        this.because = because;
    }

    /** The event as the end of a sentence that begins with "because". */
    public String because() {
        return because;
    }
}
