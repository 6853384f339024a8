package io.tampu.sandbox.stripe;

import io.tampu.sandbox.web.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PaymentIntent as Stripe shows it, and the error of a declined one. */
final class IntentShape {

    private final Shapes shapes;

    IntentShape(Shapes shapes) {
        this.shapes = shapes;
    }

    Map<String, @Nullable Object> of(Intent intent, Expand expand) {
        var terms = intent.terms();
        var ending = intent.ending();
        return Json.object(
                "id", intent.id(),
                "object", "payment_intent",
                "amount", intent.amount(),
                "amount_capturable", intent.status().equals("requires_capture") ? intent.amount() : 0,
                "amount_details", Json.object("tip", Map.of()),
                "amount_received", intent.received(),
                "application", Shapes.none("application", expand),
                "application_fee_amount", null,
                "automatic_payment_methods", null,
                "canceled_at", ending == null ? null : ending.at(),
                "cancellation_reason", ending == null ? null : Shapes.orNull(ending.reason()),
                "capture_method", terms.manual() ? "manual" : "automatic_async",
                "client_secret", intent.id() + "_secret_" + Ids.of("", intent.n()),
                "confirmation_method", "automatic",
                "created", intent.created(),
                "currency", intent.currency(),
                "customer", Shapes.none("customer", expand),
                "description", Shapes.orNull(terms.description()),
                "last_payment_error", lastError(intent),
                "latest_charge", shapes.ref(intent.charge(), "latest_charge", expand),
                "livemode", false,
                "metadata", intent.metadata(),
                "next_action", nextAction(intent),
                "on_behalf_of", Shapes.none("on_behalf_of", expand),
                "payment_method", method(intent, expand),
                "payment_method_configuration_details", null,
                "payment_method_options", Json.object("card", cardOptions()),
                "payment_method_types", terms.types(),
                "processing", null,
                "receipt_email", Shapes.orNull(terms.email()),
                "review", Shapes.none("review", expand),
                "setup_future_usage", null,
                "shipping", null,
                "source", null,
                "statement_descriptor", null,
                "statement_descriptor_suffix", null,
                "status", intent.status(),
                "transfer_data", null,
                "transfer_group", null);
    }

    private static Map<String, @Nullable Object> cardOptions() {
        return Json.object(
                "installments", null, "mandate_options", null, "network", null, "request_three_d_secure", "automatic");
    }

    private @Nullable Object method(Intent intent, Expand expand) {
        var below = expand.below("payment_method");
        var method = intent.method();
        if (method == null) {
            if (below != null) {
                below.nothingThere();
            }
            return null;
        }
        return below == null ? method.id() : shapes.method(method);
    }

    private @Nullable Object lastError(Intent intent) {
        var why = intent.lastError();
        return why == null ? null : error(intent, why);
    }

    /** The error's fields, without the intent itself. */
    private Map<String, @Nullable Object> error(Intent intent, Decline why) {
        var error = Json.object();
        if (why.advice() != null) {
            error.put("advice_code", why.advice());
        }
        var charge = intent.charge() == null
                ? null
                : shapes.vault.find(Charge.class, intent.charge()).orElse(null);
        if (charge != null && charge.failure() != null) {
            error.put("charge", charge.id());
        }
        error.put("code", why.code());
        if (why.declineCode() != null) {
            error.put("decline_code", why.declineCode());
        }
        error.put("doc_url", Problem.docUrl(why.code()));
        error.put("message", why.message());
        if (why.code().equals("incorrect_cvc")) {
            error.put("param", "cvc");
        } else if (why.code().equals("expired_card")) {
            error.put("param", "exp_month");
        } else if (why.code().equals("incorrect_number")) {
            error.put("param", "number");
        }
        if (charge != null) {
            error.put("payment_method", shapes.method(charge.method()));
        }
        error.put("type", why.type());
        return error;
    }

    /** The 402 that whoever confirmed is answered with. */
    Problem refusal(Intent intent) {
        var why = intent.lastError();
        if (why == null) {
            throw new IllegalStateException(intent.id() + " was not declined");
        }
        var error = error(intent, why);
        error.put("payment_intent", of(intent, Expand.NOTHING));
        return Problem.declined(error);
    }

    private @Nullable Object nextAction(Intent intent) {
        if (!intent.status().equals("requires_action")) {
            return null;
        }
        var page = shapes.address() + Stripe.PREFIX + "/authenticate/" + intent.id();
        if (intent.session() == null && !intent.terms().returnUrl().isEmpty()) {
            return Json.object(
                    "type",
                    "redirect_to_url",
                    "redirect_to_url",
                    Json.object("return_url", intent.terms().returnUrl(), "url", page));
        }
        return Json.object(
                "type",
                "use_stripe_sdk",
                "use_stripe_sdk",
                Json.object("type", "three_d_secure_redirect", "stripe_js", page));
    }
}
