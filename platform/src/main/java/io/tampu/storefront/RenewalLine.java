package io.tampu.storefront;

import io.tampu.renewals.Renewal;

/**
 * A renewal in a list.
 *
 * @param tone how its state is coloured; the word says the same
 */
record RenewalLine(String address, String plan, String esim, String when, String state, String tone, String total) {

    static RenewalLine of(Page page, Renewal renewal) {
        var terms = renewal.terms();
        return new RenewalLine(
                Addresses.renewal(renewal.id()),
                PlanWords.of(page, terms.promise()),
                "…" + EsimCard.tail(terms.iccid()),
                page.here(renewal.acceptedAt()),
                page.sayOf("state.", renewal.state().name()),
                tone(renewal),
                page.money(terms.total()));
    }

    private static String tone(Renewal renewal) {
        return switch (renewal.state()) {
            case RENEWED -> "done";
            case AWAITING_PAYMENT -> "attention";
            case PAID, FULFILLING, IN_DOUBT, UNDELIVERED, REFUNDING -> "waiting";
            case UNPAID, REFUNDED -> "over";
        };
    }
}
