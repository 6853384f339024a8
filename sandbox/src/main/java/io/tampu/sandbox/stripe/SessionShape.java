package io.tampu.sandbox.stripe;

import io.tampu.sandbox.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Checkout Session as Stripe shows it. */
final class SessionShape {

    private static final Map<String, @Nullable Object> NOT_ENABLED = Json.object("enabled", false);

    private final Shapes shapes;

    SessionShape(Shapes shapes) {
        this.shapes = shapes;
    }

    Map<String, @Nullable Object> of(Session session, Expand expand) {
        var asked = new Params(session.asked());
        var shape = fromAToI(session, asked, expand);
        if (expand.below("line_items") != null) {
            shape.put("line_items", lines(session, Integer.MAX_VALUE));
        }
        shape.putAll(fromLToZ(session, asked, expand));
        return shape;
    }

    /** In the alphabet's order, as Stripe shows it. */
    private static Map<String, @Nullable Object> fromAToI(Session session, Params asked, Expand expand) {
        return Json.object(
                "id", session.id(),
                "object", "checkout.session",
                "adaptive_pricing", Json.object("enabled", false),
                "after_expiration", null,
                "allow_promotion_codes", null,
                "amount_subtotal", session.amount(),
                "amount_total", session.amount(),
                "automatic_tax", Json.object("enabled", false, "liability", null, "provider", null, "status", null),
                "billing_address_collection", asked.textOrNull("billing_address_collection"),
                "cancel_url", asked.textOrNull("cancel_url"),
                "client_reference_id", asked.textOrNull("client_reference_id"),
                "client_secret", null,
                "collected_information", null,
                "consent", null,
                "consent_collection", null,
                "created", session.created(),
                "currency", session.currency(),
                "currency_conversion", null,
                "custom_fields", List.of(),
                "custom_text", customText(),
                "customer", Shapes.none("customer", expand),
                "customer_creation", asked.text("customer_creation").orElse("if_required"),
                "customer_details", details(session),
                "customer_email", asked.textOrNull("customer_email"),
                "discounts", List.of(),
                "expires_at", session.expiresAt(),
                "invoice", Shapes.none("invoice", expand),
                "invoice_creation", NOT_ENABLED);
    }

    private Map<String, @Nullable Object> fromLToZ(Session session, Params asked, Expand expand) {
        var types = asked.texts("payment_method_types");
        return Json.object(
                "livemode",
                false,
                "locale",
                asked.textOrNull("locale"),
                "metadata",
                session.metadata(),
                "mode",
                "payment",
                "origin_context",
                null,
                "payment_intent",
                shapes.ref(session.intent(), "payment_intent", expand),
                "payment_link",
                Shapes.none("payment_link", expand),
                "payment_method_collection",
                "if_required",
                "payment_method_configuration_details",
                null,
                "payment_method_options",
                Json.object("card", Json.object("request_three_d_secure", "automatic")),
                "payment_method_types",
                types.isEmpty() ? List.of("card") : types,
                "payment_status",
                session.paymentStatus(),
                "permissions",
                null,
                "phone_number_collection",
                NOT_ENABLED,
                "recovered_from",
                null,
                "saved_payment_method_options",
                null,
                "setup_intent",
                Shapes.none("setup_intent", expand),
                "shipping_address_collection",
                null,
                "shipping_cost",
                null,
                "shipping_options",
                List.of(),
                "status",
                session.status(),
                "submit_type",
                asked.textOrNull("submit_type"),
                "subscription",
                Shapes.none("subscription", expand),
                "success_url",
                asked.textOrNull("success_url"),
                "total_details",
                Json.object("amount_discount", 0, "amount_shipping", 0, "amount_tax", 0),
                "ui_mode",
                asked.text("ui_mode").orElse("hosted_page"),
                "url",
                session.isOpen() ? page(session) : null,
                "wallet_options",
                null);
    }

    /** Where the payer pays. */
    String page(Session session) {
        return shapes.address() + Stripe.PREFIX + "/pay/" + session.id();
    }

    private static Map<String, @Nullable Object> customText() {
        return Json.object(
                "after_submit", null, "shipping_address", null, "submit", null, "terms_of_service_acceptance", null);
    }

    private static @Nullable Object details(Session session) {
        if (session.email() == null) {
            return null;
        }
        return Json.object(
                "address",
                session.isOpen() ? null : Shapes.noAddress(),
                "business_name",
                null,
                "email",
                session.email(),
                "individual_name",
                null,
                "name",
                null,
                "phone",
                null,
                "tax_exempt",
                "none",
                "tax_ids",
                session.isOpen() ? null : List.of());
    }

    /** What is bought. */
    Map<String, @Nullable Object> lines(Session session, int limit) {
        var all = new ArrayList<Map<String, @Nullable Object>>();
        for (var line : new Params(session.asked()).each("line_items")) {
            all.add(line(session, all.size(), line));
        }
        boolean more = all.size() > limit;
        return Shapes.list(
                "/v1/checkout/sessions/" + session.id() + "/line_items", more ? all.subList(0, limit) : all, more);
    }

    private static Map<String, @Nullable Object> line(Session session, int position, Params line) {
        long quantity = line.whole("quantity").orElse(1);
        var data = line.inner("price_data");
        long unit = data.whole("unit_amount").orElse(0);
        long total = unit * quantity;
        long number = session.n() * 100L + position;
        return Json.object(
                "id",
                Ids.of("li_1", number),
                "object",
                "item",
                "adjustable_quantity",
                null,
                "amount_discount",
                0,
                "amount_subtotal",
                total,
                "amount_tax",
                0,
                "amount_total",
                total,
                "currency",
                session.currency(),
                "description",
                data.inner("product_data").text("name").orElse(""),
                "metadata",
                Map.of(),
                "price",
                price(session, number, unit),
                "quantity",
                quantity);
    }

    private static Map<String, @Nullable Object> price(Session session, long number, long unit) {
        return Json.object(
                "id",
                Ids.of("price_1", number),
                "object",
                "price",
                "active",
                false,
                "billing_scheme",
                "per_unit",
                "created",
                session.created(),
                "currency",
                session.currency(),
                "custom_unit_amount",
                null,
                "livemode",
                false,
                "lookup_key",
                null,
                "metadata",
                Map.of(),
                "nickname",
                null,
                "product",
                Ids.of("prod_", number).substring(0, 19),
                "recurring",
                null,
                "tax_behavior",
                "unspecified",
                "tiers_mode",
                null,
                "transform_quantity",
                null,
                "type",
                "one_time",
                "unit_amount",
                unit,
                "unit_amount_decimal",
                Long.toString(unit));
    }
}
