package io.tampu.sandbox.stripe;

import java.util.Arrays;
import java.util.Optional;

/** The cards of Stripe's test mode and what each does. */
enum TestCard {
    VISA("4242424242424242", "pm_card_visa", "visa", Does.PAY, "pays"),
    MASTERCARD("5555555555554444", "pm_card_mastercard", "mastercard", Does.PAY, "pays"),
    AMEX("378282246310005", "pm_card_amex", "amex", Does.PAY, "pays"),
    UNIONPAY("6200000000000005", "pm_card_unionpay", "unionpay", Does.PAY, "pays"),
    DECLINED("4000000000000002", "pm_card_chargeDeclined", "generic_decline", "is declined, no reason given"),
    NO_FUNDS(
            "4000000000009995",
            "pm_card_chargeDeclinedInsufficientFunds",
            "insufficient_funds",
            "has not enough money behind it"),
    LOST("4000000000009987", "pm_card_chargeDeclinedLostCard", "lost_card", "was reported lost"),
    STOLEN("4000000000009979", "pm_card_chargeDeclinedStolenCard", "stolen_card", "was reported stolen"),
    FRAUDULENT("4100000000000019", "pm_card_chargeDeclinedFraudulent", "fraudulent", "is blocked as fraud"),
    RADAR_BLOCK("4100000000000019", "pm_card_radarBlock", "fraudulent", "is blocked as fraud"),
    RISKY("4000000000004954", "pm_card_riskLevelHighest", "fraudulent", "is of the highest risk"),
    EXPIRED("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "expired_card", "has expired"),
    WRONG_CVC("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "has another code"),
    PROCESSING_ERROR("4000000000000119", "pm_card_chargeDeclinedProcessingError", "processing_error", "meets an error"),
    VELOCITY(
            "4000000000006975",
            "pm_card_chargeDeclinedVelocityLimitExceeded",
            "card_velocity_exceeded",
            "was used too often"),
    SECURE("4000000000003220", "pm_card_threeDSecure2Required", "visa", Does.ASK_PAYER, "asks its owner first"),
    SECURE_ALWAYS(
            "4000002760003184", "pm_card_authenticationRequired", "visa", Does.ASK_PAYER, "asks its owner every time"),
    DISPUTED("4000000000000259", "pm_card_createDispute", "visa", Does.DISPUTE, "pays, then is disputed as fraud"),
    NOT_RECEIVED(
            "4000000000002685",
            "pm_card_createDisputeProductNotReceived",
            "visa",
            Does.DISPUTE,
            "pays, then is disputed: not received"),
    INQUIRY("4000000000001976", "pm_card_createDisputeInquiry", "visa", Does.INQUIRY, "pays, then its bank asks"),
    REFUND_PENDS("4000000000007726", "pm_card_pendingRefund", "visa", Does.PAY, "pays; a refund is pending first"),
    REFUND_FAILS("4000000000005126", "pm_card_refundFail", "visa", Does.PAY, "pays; a refund succeeds and fails later");

    enum Does {
        PAY,
        DECLINE,
        ASK_PAYER,
        DISPUTE,
        INQUIRY
    }

    final String number;
    final String method;
    final String brand;
    final Does does;
    final String declineCode;
    final String words;

    TestCard(String number, String method, String brand, Does does, String words) {
        this.number = number;
        this.method = method;
        this.brand = brand;
        this.does = does;
        this.declineCode = "";
        this.words = words;
    }

    TestCard(String number, String method, String declineCode, String words) {
        this.number = number;
        this.method = method;
        this.brand = "visa";
        this.does = Does.DECLINE;
        this.declineCode = declineCode;
        this.words = words;
    }

    String last4() {
        return number.substring(number.length() - 4);
    }

    String network() {
        return brand;
    }

    static Optional<TestCard> numbered(String number) {
        return Arrays.stream(values())
                .filter(card -> card.number.equals(number))
                .findFirst();
    }

    /** By {@code pm_card_visa} or the older {@code tok_visa}. */
    static Optional<TestCard> called(String method) {
        var name = method.startsWith("tok_") ? "pm_card_" + method.substring(4) : method;
        return Arrays.stream(values()).filter(card -> card.method.equals(name)).findFirst();
    }
}
