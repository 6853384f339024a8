package io.tampu.invoices;

import io.tampu.engine.Ids;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * What the buyer was given for their money. Pinned is what could change later: the words for the plan, the money, the rule of
 * the tax, the seller. What the renewal never changes (data, days, the eSIM, the means) is asked of it when a paper is made.
 *
 * @param renewal what it is for; at most one receipt each
 * @param given the plan, in words
 * @param total what was paid, tax included
 * @param tax the part of the total that is tax
 * @param taxRule the rule by which it was reckoned
 * @param seller as it was on the day of issue
 */
public record Receipt(
        UUID renewal,
        UUID buyer,
        String given,
        Money total,
        Money tax,
        String taxRule,
        Instant issuedAt,
        Seller seller) {

    /** A receipt that is to be issued: all but who sells, which is known here. */
    public record Draft(
            UUID renewal, UUID buyer, String given, Money total, Money tax, String taxRule, Instant issuedAt) {}

    /** Made from the renewal's id: nothing gapless is counted in the hot path. */
    public String number() {
        return numberFor(renewal);
    }

    public Money net() {
        return total.minus(tax);
    }

    public static String numberFor(UUID renewal) {
        return "R-" + Ids.text(renewal).toUpperCase(Locale.ROOT);
    }
}
