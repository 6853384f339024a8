package io.tampu.sandbox.stripe;

import io.tampu.sandbox.web.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A charge as Stripe shows it. */
final class ChargeShape {

    private final Shapes shapes;

    ChargeShape(Shapes shapes) {
        this.shapes = shapes;
    }

    Map<String, @Nullable Object> of(Charge charge, Expand expand) {
        boolean succeeded = charge.status().equals("succeeded");
        var failure = charge.failure();
        var intent = shapes.vault.find(Intent.class, charge.intent());
        var email = intent.map(each -> each.terms().email())
                .filter(each -> !each.isEmpty())
                .orElse(null);
        var shape = Json.object(
                "id", charge.id(),
                "object", "charge",
                "amount", charge.amount(),
                "amount_captured", charge.captured(),
                "amount_refunded", charge.refunded(),
                "application", Shapes.none("application", expand),
                "application_fee", Shapes.none("application_fee", expand),
                "application_fee_amount", null,
                "balance_transaction", shapes.ref(charge.balance(), "balance_transaction", expand),
                "billing_details", Shapes.billing(email),
                "calculated_statement_descriptor", "TAMPU SANDBOX",
                "captured", charge.captured() > 0,
                "created", charge.created(),
                "currency", charge.currency(),
                "customer", Shapes.none("customer", expand),
                "description", Shapes.orNull(charge.description()),
                "disputed", charge.disputed(),
                "failure_balance_transaction", Shapes.none("failure_balance_transaction", expand),
                "failure_code", failure == null ? null : failure.code(),
                "failure_message", failure == null ? null : failure.message(),
                "fraud_details", Map.of(),
                "livemode", false,
                "metadata", charge.metadata(),
                "on_behalf_of", Shapes.none("on_behalf_of", expand),
                "outcome", outcome(charge, succeeded),
                "paid", succeeded,
                "payment_intent", shapes.ref(charge.intent(), "payment_intent", expand),
                "payment_method", charge.method().id(),
                "payment_method_details", details(charge),
                "radar_options", Map.of(),
                "receipt_email", email,
                "receipt_number", null,
                "receipt_url", succeeded ? shapes.address() + Stripe.PREFIX + "/receipts/" + charge.id() : null,
                "refunded", charge.isWhollyRefunded());
        var below = expand.below("refunds");
        if (below != null) {
            shape.put(
                    "refunds",
                    Shapes.list(
                            "/v1/charges/" + charge.id() + "/refunds",
                            shapes.vault.refundsOf(charge.id()).reversed().stream()
                                    .map(each -> shapes.of(each))
                                    .toList(),
                            false));
        }
        shape.putAll(Json.object(
                "review", Shapes.none("review", expand),
                "shipping", null,
                "source", null,
                "source_transfer", Shapes.none("source_transfer", expand),
                "statement_descriptor", null,
                "statement_descriptor_suffix", null,
                "status", charge.status(),
                "transfer_data", null,
                "transfer_group", null));
        return shape;
    }

    private static @Nullable Object outcome(Charge charge, boolean succeeded) {
        if (charge.status().equals("pending")) {
            return null;
        }
        var failure = charge.failure();
        boolean blocked = charge.method().card() == TestCard.RISKY
                || charge.method().card() == TestCard.FRAUDULENT
                || charge.method().card() == TestCard.RADAR_BLOCK;
        return Json.object(
                "advice_code", failure == null ? null : failure.advice(),
                "network_advice_code", null,
                "network_decline_code", failure == null ? null : "01",
                "network_status",
                        succeeded ? "approved_by_network" : blocked ? "not_sent_to_network" : "declined_by_network",
                "reason", failure == null ? null : failure.declineCode(),
                "risk_level", blocked ? "highest" : "normal",
                "risk_score", blocked ? 92 : 22,
                "seller_message",
                        succeeded
                                ? "Payment complete."
                                : blocked
                                        ? "Stripe blocked this payment as too risky."
                                        : "The bank did not return any further details with this decline.",
                "type", succeeded ? "authorized" : blocked ? "blocked" : "issuer_declined");
    }

    private static Map<String, @Nullable Object> details(Charge charge) {
        var card = charge.method().card();
        return Json.object(
                "card",
                Json.object(
                        "amount_authorized",
                        charge.failure() == null ? charge.amount() : null,
                        "brand",
                        card.brand,
                        "checks",
                        Shapes.checks(card),
                        "country",
                        "US",
                        "exp_month",
                        12,
                        "exp_year",
                        Shapes.year(charge.method().created()) + 4,
                        "fingerprint",
                        Ids.of("", card.ordinal()).substring(0, 16),
                        "funding",
                        "credit",
                        "installments",
                        null,
                        "last4",
                        card.last4(),
                        "mandate",
                        null,
                        "network",
                        card.network(),
                        "network_token",
                        Json.object("used", false),
                        "network_transaction_id",
                        null,
                        "regulated_status",
                        "unregulated",
                        "three_d_secure",
                        secure(card),
                        "wallet",
                        null),
                "type",
                "card");
    }

    private static @Nullable Object secure(TestCard card) {
        return card.does == TestCard.Does.ASK_PAYER
                ? Json.object(
                        "authentication_flow", "challenge",
                        "electronic_commerce_indicator", "05",
                        "exemption_indicator", null,
                        "result", "authenticated",
                        "result_reason", null,
                        "version", "2.2.0")
                : null;
    }
}
