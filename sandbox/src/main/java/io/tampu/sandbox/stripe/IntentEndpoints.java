package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.stripe.Ask.Reply;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/payment_intents} and {@code /v1/charges}. */
final class IntentEndpoints {

    private static final Set<String> KNOWN = Set.of(
            ("allowed_payment_method_types amount amount_details application_fee_amount automatic_payment_methods"
                            + " capture_method confirm confirmation_method confirmation_token currency customer"
                            + " customer_account description error_on_requires_action excluded_payment_method_types expand"
                            + " hooks mandate mandate_data metadata off_session on_behalf_of payment_details payment_method"
                            + " payment_method_configuration payment_method_data payment_method_options"
                            + " payment_method_types radar_options receipt_email return_url setup_future_usage shipping"
                            + " statement_descriptor statement_descriptor_suffix transfer_data transfer_group"
                            + " use_stripe_sdk")
                    .split(" "));

    private static final long MOST_MINOR = 99_999_999;
    private static final long LEAST_MINOR = 50;

    private final Journal journal;
    private final Vault vault;
    private final Payments payments;
    private final Shapes shapes;

    IntentEndpoints(Journal journal, Vault vault, Payments payments, Shapes shapes) {
        this.journal = journal;
        this.vault = vault;
        this.payments = payments;
        this.shapes = shapes;
        journal.on("stripe-intent", this::applyMade);
        journal.on(
                "stripe-intent-metadata",
                line -> vault.replace(
                        vault.intents, vault.get(Intent.class, line.text(0)).with(Checkout.metadata(line.text(1)))));
    }

    void addRoutes(Router router, Gate gate, String at) {
        var intents = at + "payment_intents";
        router.on("POST", intents, gate.writing(this::create), "stripe.session");
        router.on("GET", intents, gate.reading(this::list), "stripe.query");
        router.on("GET", intents + "/*", gate.reading(ask -> new Reply.One(intent(ask))), "stripe.query");
        router.on("POST", intents + "/*", gate.writing(this::update));
        router.on("POST", intents + "/*/confirm", gate.writing(this::confirm), "stripe.session");
        router.on("POST", intents + "/*/cancel", gate.writing(this::cancel), "stripe.expire");
        router.on("POST", intents + "/*/capture", gate.writing(this::capture), "stripe.session");
        router.on("GET", at + "charges", gate.reading(this::charges), "stripe.query");
        router.on(
                "GET",
                at + "charges/*",
                gate.reading(ask -> new Reply.One(vault.find(Charge.class, ask.part(0))
                        .orElseThrow(() -> Problem.noSuch("charge", ask.part(0), "id", true)))),
                "stripe.query");
    }

    private Intent intent(Ask ask) {
        return vault.find(Intent.class, ask.part(0))
                .orElseThrow(() -> Problem.noSuch("payment_intent", ask.part(0), "intent", true));
    }

    private Reply create(Ask ask) {
        var params = ask.params();
        params.only(KNOWN);
        long amount = params.needWhole("amount", 1);
        var currency = params.currency();
        if (amount > MOST_MINOR) {
            throw Problem.invalid("amount_too_large", "Amount must be no more than $999,999.99", "amount");
        }
        if (amount < LEAST_MINOR) {
            throw Problem.invalid(
                    "amount_too_small",
                    "Amount must be at least " + Currencies.words(LEAST_MINOR, currency) + " " + currency,
                    "amount");
        }
        boolean confirm = params.yes("confirm");
        if (!confirm && (params.has("off_session") || params.has("error_on_requires_action"))) {
            throw Problem.invalid(
                    null, "The parameter `off_session` can be used only with `confirm` set to true.", "off_session");
        }
        var card = params.text("payment_method").map(IntentEndpoints::card);
        if (confirm && card.isEmpty()) {
            throw missingMethod();
        }
        var manual = params.oneOf("capture_method", "automatic_async", "automatic", "automatic_async", "manual")
                .equals("manual");
        var moment = ask.moment();
        journal.note(
                "stripe-intent",
                moment.at(),
                moment.request(),
                moment.key(),
                amount,
                currency,
                manual,
                params.text("description").orElse(""),
                new String(Json.write(params.metadata("metadata")), StandardCharsets.UTF_8),
                String.join(",", params.texts("payment_method_types")),
                params.text("return_url").orElse(""),
                params.text("receipt_email").orElse(""),
                card.map(TestCard::name).orElse(""));
        var made = vault.intents.at(vault.intents.size() - 1);
        if (!confirm) {
            return new Reply.One(made);
        }
        return confirmed(ask, made, card.orElseThrow());
    }

    private void applyMade(Line line) {
        var types = line.text(8);
        var made = payments.make(
                Payments.moment(line),
                line.number(3),
                line.text(4),
                Checkout.metadata(line.text(7)),
                new Intent.Terms(
                        Boolean.parseBoolean(line.text(5)),
                        line.text(6),
                        types.isEmpty() ? List.of("card") : List.of(types.split(",", -1)),
                        line.text(9),
                        line.text(10)),
                null);
        if (!line.text(11).isEmpty()) {
            var method = new Thing.Method(
                    Ids.of("pm_1", 1_000_000_000L + made.n()), TestCard.valueOf(line.text(11)), made.created());
            vault.replace(vault.intents, made.waitingToBeConfirmed(method));
        }
    }

    private static TestCard card(String method) {
        return TestCard.called(method)
                .orElseThrow(() -> Problem.noSuch("PaymentMethod", method, "payment_method", false));
    }

    private Reply confirm(Ask ask) {
        var intent = intent(ask);
        refuseUnless(intent, intent.isOpen() && !intent.status().equals("requires_action"), "confirm");
        var given = ask.params().text("payment_method").map(IntentEndpoints::card);
        var known = Optional.ofNullable(intent.method()).map(Thing.Method::card);
        return confirmed(ask, intent, given.or(() -> known).orElseThrow(IntentEndpoints::missingMethod));
    }

    private static Problem missingMethod() {
        return Problem.invalid(
                "payment_intent_unexpected_state",
                "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the"
                        + " PaymentIntent with a payment method and then confirm it again, or confirm it again directly"
                        + " with a payment method or ConfirmationToken.",
                null);
    }

    private Reply confirmed(Ask ask, Intent intent, TestCard card) {
        boolean alone = ask.params().yes("off_session") || ask.params().yes("error_on_requires_action");
        payments.confirm(
                intent,
                card,
                alone && card.does == TestCard.Does.ASK_PAYER ? "authentication_required" : "",
                ask.moment());
        var now = payments.get(intent.id());
        return now.lastError() == null
                ? new Reply.One(now)
                : new Reply.Refused(shapes.intents().refusal(now));
    }

    private static void refuseUnless(Intent intent, boolean allowed, String act) {
        if (!allowed) {
            throw Problem.cannot(
                    "payment_intent_unexpected_state",
                    "You cannot " + act + " this PaymentIntent because it has a status of " + intent.status() + ".",
                    null);
        }
    }

    private Reply cancel(Ask ask) {
        var intent = intent(ask);
        var reason = ask.params().text("cancellation_reason").orElse("");
        if (!reason.isEmpty()) {
            ask.params()
                    .oneOf("cancellation_reason", "", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        }
        if (intent.session() != null && !intent.status().equals("requires_capture")) {
            throw Problem.cannot(
                    "payment_intent_unexpected_state",
                    "You cannot cancel this PaymentIntent because it was created by a Checkout Session. Expire the"
                            + " Checkout Session instead.",
                    null);
        }
        refuseUnless(intent, intent.isOpen() || intent.status().equals("requires_capture"), "cancel");
        payments.cancel(intent, reason, ask.moment());
        return new Reply.One(payments.get(intent.id()));
    }

    private Reply capture(Ask ask) {
        var intent = intent(ask);
        if (!intent.status().equals("requires_capture")) {
            throw Problem.cannot(
                    "payment_intent_unexpected_state",
                    "This PaymentIntent could not be captured because it has a status of " + intent.status()
                            + ". Only a PaymentIntent with one of the following statuses may be captured:"
                            + " requires_capture.",
                    null);
        }
        long amount = ask.params().whole("amount_to_capture").orElse(intent.amount());
        if (amount < 1 || amount > intent.amount()) {
            throw Problem.cannot(
                    "amount_too_large",
                    "The amount to capture is greater than the amount that can be captured.",
                    "amount_to_capture");
        }
        payments.capture(intent, amount, ask.moment());
        return new Reply.One(payments.get(intent.id()));
    }

    private Reply update(Ask ask) {
        var intent = intent(ask);
        var metadata = new LinkedHashMap<>(intent.metadata());
        SessionEndpoints.change(metadata, ask.params().metadata("metadata"));
        journal.note("stripe-intent-metadata", intent.id(), new String(Json.write(metadata), StandardCharsets.UTF_8));
        return new Reply.One(intent(ask));
    }

    private Reply list(Ask ask) {
        // Customers are not kept: whoever asks for one's payments gets none.
        boolean ofSomebody = ask.params().has("customer");
        return Paging.page("/v1/payment_intents", vault.intents.all(), ask.params(), intent -> !ofSomebody);
    }

    private Reply charges(Ask ask) {
        var intent = ask.params().text("payment_intent");
        return Paging.page(
                "/v1/charges",
                intent.isEmpty() ? vault.charges.all() : vault.chargesOf(intent.get()),
                ask.params(),
                charge -> true);
    }
}
