package io.tampu.sandbox.stripe;

import io.tampu.sandbox.stripe.Ask.Reply;
import io.tampu.sandbox.web.Router;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/checkout/sessions}. */
final class SessionEndpoints {

    private static final Set<String> KNOWN =
            Set.of(("adaptive_pricing after_expiration allow_promotion_codes automatic_tax billing_address_collection"
                            + " branding_settings cancel_url client_reference_id consent_collection currency"
                            + " custom_fields custom_text customer customer_account customer_creation customer_email"
                            + " customer_update discounts excluded_payment_method_types expand expires_at"
                            + " integration_identifier invoice_creation line_items locale managed_payments metadata mode"
                            + " name_collection optional_items origin_context payment_intent_data"
                            + " payment_method_collection payment_method_configuration payment_method_data"
                            + " payment_method_options payment_method_types permissions phone_number_collection"
                            + " redirect_on_completion return_url saved_payment_method_options setup_intent_data"
                            + " shipping_address_collection shipping_options submit_type subscription_data success_url"
                            + " tax_id_collection ui_mode wallet_options")
                    .split(" "));

    private static final long USUAL_LIFE_SECONDS = Duration.ofHours(24).toSeconds();
    private static final long SHORTEST_LIFE_SECONDS = Duration.ofMinutes(30).toSeconds();
    /** The two machines' clocks may differ by so much without anybody's fault. */
    private static final long LENIENCE_SECONDS = 60;

    private static final int LONGEST_REFERENCE = 200;
    private static final int MOST_LINES = 100;
    private static final long LEAST_MINOR = 50;
    private static final long MOST_MINOR = 99_999_999;

    private final Vault vault;
    private final Checkout checkout;
    private final Shapes shapes;
    private final Times times;

    SessionEndpoints(Vault vault, Checkout checkout, Shapes shapes, Times times) {
        this.vault = vault;
        this.checkout = checkout;
        this.shapes = shapes;
        this.times = times;
    }

    void addRoutes(Router router, Gate gate, String at) {
        var sessions = at + "checkout/sessions";
        router.on("POST", sessions, gate.writing(this::create), "stripe.session");
        router.on("GET", sessions, gate.reading(this::list), "stripe.query");
        router.on("GET", sessions + "/*", gate.reading(ask -> new Reply.One(session(ask))), "stripe.query");
        router.on("POST", sessions + "/*", gate.writing(this::update));
        router.on("POST", sessions + "/*/expire", gate.writing(this::expire), "stripe.expire");
        router.on(
                "GET",
                sessions + "/*/line_items",
                gate.reading(ask -> new Reply.Plain(shapes.sessions()
                        .lines(session(ask), (int) ask.params().whole("limit").orElse(10)))),
                "stripe.query");
    }

    private Session session(Ask ask) {
        return vault.find(Session.class, ask.part(0))
                .orElseThrow(() -> Problem.noSuch("checkout.session", ask.part(0), "session", true));
    }

    private Reply create(Ask ask) {
        var params = ask.params();
        params.only(KNOWN);
        var mode = params.needText("mode");
        if (!mode.equals("payment")) {
            if (!Set.of("setup", "subscription").contains(mode)) {
                throw Problem.invalid(null, "Invalid mode: must be one of payment, setup, or subscription", "mode");
            }
            throw Problem.invalid(null, "This sandbox has sessions of mode payment only.", "mode");
        }
        var ui = params.oneOf("ui_mode", "hosted_page", "hosted_page", "embedded_page", "form", "elements", "hosted");
        if (!ui.startsWith("hosted")) {
            throw Problem.invalid(null, "This sandbox has hosted pages only.", "ui_mode");
        }
        url(params, "success_url", true);
        url(params, "cancel_url", false);
        params.text("client_reference_id")
                .filter(each -> each.length() > LONGEST_REFERENCE)
                .ifPresent(each -> {
                    throw Problem.invalid(
                            null, "Invalid string: must be at most 200 characters", "client_reference_id");
                });
        params.metadata("metadata");
        params.inner("payment_intent_data").metadata("metadata");
        email(params);
        long now = ask.moment().at();
        long expiresAt = params.whole("expires_at").orElse(now + USUAL_LIFE_SECONDS);
        if (expiresAt < now + SHORTEST_LIFE_SECONDS - LENIENCE_SECONDS) {
            throw Problem.invalid(
                    null,
                    "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
                    "expires_at");
        }
        if (expiresAt > now + USUAL_LIFE_SECONDS + LENIENCE_SECONDS) {
            throw Problem.invalid(
                    null,
                    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
                    "expires_at");
        }
        var total = total(params);
        var asked = new LinkedHashMap<>(params.all());
        asked.remove("expand");
        return new Reply.One(
                checkout.open(asked, total.amount(), total.currency(), expiresAt, times.waiting() - now, ask.moment()));
    }

    private record Total(long amount, String currency) {}

    private static Total total(Params params) {
        var lines = params.each("line_items");
        if (lines.isEmpty()) {
            throw Problem.missing("line_items");
        }
        if (lines.size() > MOST_LINES) {
            throw Problem.invalid(null, "There can be at most " + MOST_LINES + " line items.", "line_items");
        }
        long amount = 0;
        String currency = "";
        for (var line : lines) {
            line.text("price").ifPresent(price -> {
                throw Problem.noSuch("price", price, "line_items[0][price]", false);
            });
            if (!line.has("price_data")) {
                throw Problem.invalid(
                        "parameter_missing",
                        "You must specify either `price` or `price_data` when creating a Checkout Session line item.",
                        "line_items");
            }
            var data = line.inner("price_data");
            var one = data.currency();
            if (!currency.isEmpty() && !currency.equals(one)) {
                throw Problem.invalid(
                        null,
                        "All line items must have the same currency; found " + currency + " and " + one + ".",
                        "line_items");
            }
            currency = one;
            if (data.text("product").isEmpty()) {
                data.inner("product_data").needText("name");
            }
            long unit = data.needWhole("unit_amount", 0);
            long quantity = line.needWhole("quantity", 1);
            if (unit > MOST_MINOR || quantity > MOST_MINOR || unit * quantity + amount > MOST_MINOR) {
                throw Problem.invalid("amount_too_large", "Amount must be no more than $999,999.99", "line_items");
            }
            amount += unit * quantity;
        }
        if (amount < LEAST_MINOR) {
            throw Problem.invalid(
                    "amount_too_small",
                    "The Checkout Session's total amount due must add up to at least "
                            + Currencies.words(LEAST_MINOR, currency) + " " + currency,
                    null);
        }
        return new Total(amount, currency);
    }

    private static void url(Params params, String name, boolean needed) {
        Optional<String> given = needed ? Optional.of(params.needText(name)) : params.text(name);
        given.ifPresent(url -> {
            if (!isUrl(url)) {
                throw Problem.invalid("url_invalid", "Not a valid URL", name);
            }
        });
    }

    /** The placeholder's braces are no part of any address. */
    static boolean isUrl(String text) {
        try {
            var uri = new URI(text.replace("{CHECKOUT_SESSION_ID}", "x"));
            return uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getScheme().matches("https?");
        } catch (URISyntaxException noUrl) {
            return false;
        }
    }

    private static void email(Params params) {
        params.text("customer_email")
                .filter(each -> !each.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"))
                .ifPresent(each -> {
                    throw Problem.invalid("email_invalid", "Invalid email address: " + each, "customer_email");
                });
    }

    private Reply list(Ask ask) {
        var params = ask.params();
        var intent = params.text("payment_intent");
        var status = params.text("status");
        var all = intent.isEmpty()
                ? vault.sessions.all()
                : vault.find(Intent.class, intent.get())
                        .flatMap(found -> Optional.ofNullable(found.session()))
                        .flatMap(id -> vault.find(Session.class, id))
                        .map(java.util.List::of)
                        .orElse(java.util.List.of());
        return Paging.page(
                "/v1/checkout/sessions",
                all,
                params,
                session -> (intent.isEmpty() || intent.get().equals(session.intent()))
                        && (status.isEmpty() || status.get().equals(session.status())));
    }

    private Reply update(Ask ask) {
        var session = session(ask);
        var metadata = new LinkedHashMap<>(session.metadata());
        change(metadata, ask.params().metadata("metadata"));
        checkout.setMetadata(session, metadata);
        return new Reply.One(session(ask));
    }

    /** An empty value takes a name away. */
    static void change(LinkedHashMap<String, String> metadata, java.util.Map<String, String> by) {
        by.forEach((name, value) -> {
            if (value.isEmpty()) {
                metadata.remove(name);
            } else {
                metadata.put(name, value);
            }
        });
    }

    private Reply expire(Ask ask) {
        var session = session(ask);
        if (!session.isOpen()) {
            throw Problem.cannot(
                    null,
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a"
                            + " status of `" + session.status() + "`.",
                    null);
        }
        checkout.expire(session, ask.moment());
        return new Reply.One(session(ask));
    }
}
