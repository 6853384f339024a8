package io.tampu.payments.stripe;

import io.tampu.payments.Decline;
import io.tampu.payments.Retry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stripe's decline codes that say what to do (docs.stripe.com/declines/codes). {@code advice_code} speaks of this very charge and
 * outranks them. The same table stands in docs/adapters.md.
 */
enum DeclineCode {
    INSUFFICIENT_FUNDS("insufficient_funds", Retry.LATER),
    PROCESSING_ERROR("processing_error", Retry.LATER),
    ISSUER_NOT_AVAILABLE("issuer_not_available", Retry.LATER),
    TRY_AGAIN_LATER("try_again_later", Retry.LATER),
    REENTER_TRANSACTION("reenter_transaction", Retry.LATER),
    GENERIC_DECLINE("generic_decline", Retry.LATER),
    STOLEN_CARD("stolen_card", Retry.NEVER),
    LOST_CARD("lost_card", Retry.NEVER),
    PICKUP_CARD("pickup_card", Retry.NEVER),
    RESTRICTED_CARD("restricted_card", Retry.NEVER),
    FRAUDULENT("fraudulent", Retry.NEVER),
    INVALID_ACCOUNT("invalid_account", Retry.NEVER),
    REVOCATION_OF_AUTHORIZATION("revocation_of_authorization", Retry.NEVER),
    REVOCATION_OF_ALL_AUTHORIZATIONS("revocation_of_all_authorizations", Retry.NEVER),
    DO_NOT_TRY_AGAIN("do_not_try_again", Retry.NEVER);

    private static final Map<String, Retry> BY_CODE = new HashMap<>();

    static {
        for (DeclineCode one : values()) {
            BY_CODE.put(one.code, one.retry);
        }
    }

    final String code;
    final Retry retry;

    DeclineCode(String code, Retry retry) {
        this.code = code;
        this.retry = retry;
    }

    /** What is not in the table (expired_card, incorrect_cvc, a new code) is for the payer: another means never harms. */
    static Retry retry(String code) {
        return BY_CODE.getOrDefault(code, Retry.CUSTOMER);
    }

    /** @param error a {@code last_payment_error} */
    static Decline read(Fields error) {
        String code = Wire.code(error.maybeText("decline_code")
                .or(() -> error.maybeText("code"))
                .or(() -> error.maybeText("type"))
                .orElse("unknown"));
        Optional<Retry> advised =
                switch (error.maybeText("advice_code").orElse("")) {
                    case "confirm_card_data" -> Optional.of(Retry.CUSTOMER);
                    case "do_not_try_again" -> Optional.of(Retry.NEVER);
                    case "try_again_later" -> Optional.of(Retry.LATER);
                    default -> Optional.empty();
                };
        return new Decline(advised.orElseGet(() -> retry(code)), code);
    }
}
