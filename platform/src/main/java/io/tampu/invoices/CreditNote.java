package io.tampu.invoices;

import io.tampu.engine.Ids;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Takes a receipt back, or a part of it.
 *
 * @param refund the refund by which the money is owed; at most one credit note each
 * @param renewal the receipt's
 * @param amount what is taken back, tax included
 * @param tax the part of the amount that is tax
 * @param reason why, as a stable word: {@code unused}, {@code staff}
 * @param seller as it was on the day of issue
 */
public record CreditNote(
        UUID refund, UUID renewal, Money amount, Money tax, String reason, Instant issuedAt, Seller seller) {

    /** A credit note that is to be issued: all but who sells, which is known here. */
    public record Draft(UUID refund, UUID renewal, Money amount, Money tax, String reason, Instant issuedAt) {}

    /** Made from the refund's id. */
    public String number() {
        return "C-" + Ids.text(refund).toUpperCase(Locale.ROOT);
    }

    public Money net() {
        return amount.minus(tax);
    }
}
