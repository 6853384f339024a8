package io.tampu.invoices;

import io.tampu.engine.Ids;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * What the buyer was given for their money.
 *
 * @param renewal what it is for; at most one receipt each
 * @param given the plan, in words
 * @param total what was paid, tax included
 * @param tax the part of the total that is tax
 * @param taxRule the rule by which it was reckoned
 */
public record Receipt(
        UUID renewal, UUID buyer, String given, Money total, Money tax, String taxRule, Instant issuedAt) {

    /** Made from the renewal's id: nothing gapless is counted in the hot path. */
    public String number() {
        return numberFor(renewal);
    }

    public static String numberFor(UUID renewal) {
        return "R-" + Ids.text(renewal).toUpperCase(Locale.ROOT);
    }
}
