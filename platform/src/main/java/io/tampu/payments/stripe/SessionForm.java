package io.tampu.payments.stripe;

import io.tampu.payments.Charge;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A charge as the parameters of a Checkout Session. They are made of the charge and nothing else, so that a repeat under the same
 * idempotency key has the same parameters.
 */
final class SessionForm {

    private static final String METHOD = "card";

    /** Stripe wants 30 minutes to 24 hours from when it hears of it; the margins are for the way there and for clocks that differ. */
    static final Duration SHORTEST = Duration.ofMinutes(35);

    static final Duration LONGEST = Duration.ofHours(24).minusMinutes(5);

    private SessionForm() {}

    /** Throws IllegalArgumentException for a charge that Stripe cannot take. */
    static Form of(Charge charge) {
        if (!charge.method().equals(METHOD)) {
            throw new IllegalArgumentException("Stripe is not asked for this means: " + charge.method());
        }
        long amount = Amounts.minorUnits(charge.amount());
        return new Form()
                .put("mode", "payment")
                .put("client_reference_id", charge.id())
                .put("metadata[attempt]", charge.id())
                .put("payment_intent_data[metadata][attempt]", charge.id())
                .put("payment_intent_data[description]", charge.description())
                .put("payment_method_types[0]", METHOD)
                .put("line_items[0][quantity]", 1)
                .put(
                        "line_items[0][price_data][currency]",
                        charge.amount().currency().toLowerCase(Locale.ROOT))
                .put("line_items[0][price_data][unit_amount]", amount)
                .put("line_items[0][price_data][product_data][name]", charge.description())
                // The account may have it on, and then the payer would pay in another currency than was promised.
                .put("adaptive_pricing[enabled]", "false")
                .put("locale", locale(charge.language()))
                .put("expires_at", end(charge).getEpochSecond())
                .put("success_url", charge.backTo().toString())
                .put("cancel_url", charge.cancelTo().toString());
    }

    /** When the page closes: as the charge says, within what Stripe takes. */
    static Instant end(Charge charge) {
        Instant first = charge.createdAt().plus(SHORTEST);
        Instant last = charge.createdAt().plus(LONGEST);
        Instant wanted = charge.payUntil();
        return wanted.isBefore(first) ? first : wanted.isAfter(last) ? last : wanted;
    }

    private static String locale(String language) {
        return switch (language) {
            case "zh" -> "zh";
            case "es" -> "es-419";
            case "en" -> "en";
            default -> "auto";
        };
    }
}
