package io.tampu.sandbox.stripe;

import io.tampu.sandbox.web.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refunds and disputes as Stripe shows them. */
final class BackShapes {

    /** How long a seller has to answer a dispute. */
    private static final long ANSWER_SECONDS = 9 * 86_400L;

    private static final String[] EVIDENCE = {
        "access_activity_log",
        "billing_address",
        "cancellation_policy",
        "cancellation_policy_disclosure",
        "cancellation_rebuttal",
        "customer_communication",
        "customer_email_address",
        "customer_name",
        "customer_purchase_ip",
        "customer_signature",
        "duplicate_charge_documentation",
        "duplicate_charge_explanation",
        "duplicate_charge_id",
        "product_description",
        "receipt",
        "refund_policy",
        "refund_policy_disclosure",
        "refund_refusal_explanation",
        "service_date",
        "service_documentation",
        "shipping_address",
        "shipping_carrier",
        "shipping_date",
        "shipping_documentation",
        "shipping_tracking_number",
        "uncategorized_file",
        "uncategorized_text"
    };

    private final Shapes shapes;

    BackShapes(Shapes shapes) {
        this.shapes = shapes;
    }

    Map<String, @Nullable Object> refund(Refund refund, Expand expand) {
        boolean pending = refund.status().equals("pending");
        var shape = Json.object(
                "id", refund.id(),
                "object", "refund",
                "amount", refund.amount(),
                "balance_transaction", shapes.ref(refund.balance(), "balance_transaction", expand),
                "charge", shapes.ref(refund.charge(), "charge", expand),
                "created", refund.created(),
                "currency", refund.currency(),
                "destination_details",
                        Json.object(
                                "card",
                                Json.object(
                                        "reference_status", pending ? "pending" : "available",
                                        "reference_type", "acquirer_reference_number",
                                        "type", "refund"),
                                "type",
                                "card"));
        if (refund.failureReason() != null) {
            shape.put("failure_reason", refund.failureReason());
        }
        if (refund.failureBalance() != null) {
            shape.put(
                    "failure_balance_transaction",
                    shapes.ref(refund.failureBalance(), "failure_balance_transaction", expand));
        }
        shape.putAll(Json.object(
                "metadata", refund.metadata(),
                "payment_intent", shapes.ref(refund.intent(), "payment_intent", expand)));
        if (pending) {
            shape.put("pending_reason", "processing");
        }
        shape.putAll(Json.object(
                "reason", refund.reason(),
                "receipt_number", null,
                "source_transfer_reversal", Shapes.none("source_transfer_reversal", expand),
                "status", refund.status(),
                "transfer_reversal", Shapes.none("transfer_reversal", expand)));
        return shape;
    }

    Map<String, @Nullable Object> dispute(Dispute dispute, Expand expand) {
        var reasonCode =
                switch (dispute.reason()) {
                    case "product_not_received" -> "13.1";
                    case "fraudulent" -> "10.4";
                    default -> "12.9";
                };
        return Json.object(
                "id", dispute.id(),
                "object", "dispute",
                "amount", dispute.amount(),
                "balance_transactions",
                        dispute.balances().stream()
                                .flatMap(id -> shapes.vault.any(id).stream())
                                .map(shapes::of)
                                .toList(),
                "charge", shapes.ref(dispute.charge(), "charge", expand),
                "created", dispute.created(),
                "currency", dispute.currency(),
                "enhanced_eligibility_types", java.util.List.of(),
                "evidence", evidence(dispute),
                "evidence_details",
                        Json.object(
                                "due_by",
                                dispute.isOver() ? null : dispute.created() + ANSWER_SECONDS,
                                "enhanced_eligibility",
                                Map.of(),
                                "has_evidence",
                                !dispute.evidence().isEmpty(),
                                "past_due",
                                false,
                                "submission_count",
                                dispute.submissions()),
                "is_charge_refundable", dispute.isInquiry(),
                "livemode", false,
                "metadata", dispute.metadata(),
                "payment_intent", shapes.ref(dispute.intent(), "payment_intent", expand),
                "payment_method_details",
                        Json.object(
                                "card",
                                Json.object(
                                        "brand",
                                        "visa",
                                        "case_type",
                                        dispute.isInquiry() ? "inquiry" : "chargeback",
                                        "network_reason_code",
                                        reasonCode),
                                "type",
                                "card"),
                "reason", dispute.reason(),
                "status", dispute.status());
    }

    private static Map<String, @Nullable Object> evidence(Dispute dispute) {
        var shape = Json.object();
        for (var name : EVIDENCE) {
            shape.put(name, dispute.evidence().get(name));
        }
        shape.put("enhanced_evidence", Map.of());
        return shape;
    }
}
