package io.tampu.sandbox.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a payment did not come about.
 *
 * @param code the error's code: {@code card_declined}, {@code expired_card} ...
 * @param declineCode what the card's bank said; null where no bank was asked
 * @param advice {@code confirm_card_data}, {@code do_not_try_again}, {@code try_again_later} or null
 */
record Decline(
        String type,
        String code,
        @Nullable String declineCode,
        @Nullable String advice,
        String message) {

    private static final String DECLINED = "Your card was declined.";
    private static final Map<String, Decline> ALL = all();

    /** The payer did not pass 3-D Secure. */
    static final Decline NOT_AUTHENTICATED = new Decline(
            "invalid_request_error",
            "payment_intent_authentication_failure",
            null,
            null,
            "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new"
                    + " PaymentMethod to attempt to fulfill this PaymentIntent again.");

    /** A payment that was under way and bounced in the end. */
    static final Decline BOUNCED = new Decline(
            "invalid_request_error", "payment_intent_payment_attempt_failed", null, null, "The payment failed.");

    private static Map<String, Decline> all() {
        var all = new LinkedHashMap<String, Decline>();
        declined(all, "try_again_later", "generic_decline", "do_not_honor", "issuer_not_available", "try_again_later");
        all.put(
                "insufficient_funds",
                declined("insufficient_funds", "try_again_later", "Your card has insufficient funds."));
        declined(all, "try_again_later", "card_velocity_exceeded", "reenter_transaction", "approve_with_id");
        declined(
                all,
                "do_not_try_again",
                "lost_card",
                "stolen_card",
                "pickup_card",
                "fraudulent",
                "do_not_try_again",
                "invalid_account",
                "restricted_card",
                "revocation_of_authorization",
                "revocation_of_all_authorizations",
                "merchant_blacklist",
                "transaction_not_allowed");
        declined(all, "confirm_card_data", "card_not_supported", "currency_not_supported", "call_issuer");
        all.put(
                "authentication_required",
                new Decline(
                        "card_error",
                        "authentication_required",
                        "authentication_required",
                        null,
                        "Your card was declined. This transaction requires authentication."));
        own(all, "expired_card", "confirm_card_data", "Your card has expired.");
        own(all, "incorrect_cvc", "confirm_card_data", "Your card's security code is incorrect.");
        own(all, "incorrect_number", "confirm_card_data", "Your card number is incorrect.");
        own(
                all,
                "processing_error",
                "try_again_later",
                "An error occurred while processing your card. Try again in a little bit.");
        all.put(
                "test_mode_live_card",
                declined(
                        "test_mode_live_card",
                        null,
                        "Your card was declined. Your request was in test mode, but used a non test (live) card. For a"
                                + " list of valid test cards, visit: https://stripe.com/docs/testing."));
        return all;
    }

    private static void declined(Map<String, Decline> all, String advice, String... declineCodes) {
        for (var each : declineCodes) {
            all.put(each, declined(each, advice, DECLINED));
        }
    }

    private static Decline declined(String declineCode, @Nullable String advice, String message) {
        return new Decline("card_error", "card_declined", declineCode, advice, message);
    }

    /** Codes that are the error's code as well. */
    private static void own(Map<String, Decline> all, String code, String advice, String message) {
        all.put(code, new Decline("card_error", code, code, advice, message));
    }

    static List<String> codes() {
        return List.copyOf(ALL.keySet());
    }

    static boolean isKnown(String declineCode) {
        return ALL.containsKey(declineCode);
    }

    /** By what the bank said; a code nobody knows is a plain refusal that carries it. */
    static Decline by(String declineCode) {
        var known = ALL.get(declineCode);
        return known != null ? known : declined(declineCode, null, DECLINED);
    }
}
