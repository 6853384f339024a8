package io.tampu.sandbox.stripe;

import io.tampu.sandbox.web.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Things as Stripe shows them. Each kind's shape is in a class of its own; here is what they share. */
final class Shapes {

    final Vault vault;
    private final SessionShape sessions;
    private final IntentShape intents;
    private final ChargeShape charges;
    private final BackShapes back;
    private final AccountShapes account;
    private volatile String address = "http://127.0.0.1";

    Shapes(Vault vault, java.util.function.LongSupplier nowSeconds) {
        this.vault = vault;
        this.sessions = new SessionShape(this);
        this.intents = new IntentShape(this);
        this.charges = new ChargeShape(this);
        this.back = new BackShapes(this);
        this.account = new AccountShapes(this, nowSeconds);
    }

    /** Where the world answers; known once it does. */
    void setAddress(String world) {
        this.address = world;
    }

    String address() {
        return address;
    }

    Map<String, @Nullable Object> of(Thing thing) {
        return of(thing, Expand.NOTHING);
    }

    Map<String, @Nullable Object> of(Thing thing, Expand expand) {
        return switch (thing) {
            case Session session -> sessions.of(session, expand);
            case Intent intent -> intents.of(intent, expand);
            case Charge charge -> charges.of(charge, expand);
            case Refund refund -> back.refund(refund, expand);
            case Dispute dispute -> back.dispute(dispute, expand);
            case Thing.BalanceLine line -> account.line(line, expand);
            case Thing.Event event -> account.event(event);
            case Thing.Endpoint endpoint -> account.endpoint(endpoint, false);
        };
    }

    AccountShapes account() {
        return account;
    }

    IntentShape intents() {
        return intents;
    }

    SessionShape sessions() {
        return sessions;
    }

    /** A reference: an id, or the whole when it is to be expanded. */
    @Nullable
    Object ref(@Nullable String id, String property, Expand expand) {
        var below = expand.below(property);
        if (below == null) {
            return id;
        }
        if (id == null) {
            below.nothingThere();
            return null;
        }
        var found = vault.any(id);
        return found.isPresent() ? of(found.get(), below) : id;
    }

    /** A reference that is always empty here, and may be expanded all the same. */
    static @Nullable Object none(String property, Expand expand) {
        var below = expand.below(property);
        if (below != null) {
            below.nothingThere();
        }
        return null;
    }

    static Map<String, @Nullable Object> list(String url, List<?> data, boolean more) {
        return Json.object("object", "list", "data", data, "has_more", more, "url", url);
    }

    /** The card as it stands in a charge and in a PaymentMethod. */
    Map<String, @Nullable Object> method(Thing.Method method) {
        return Json.object(
                "id",
                method.id(),
                "object",
                "payment_method",
                "allow_redisplay",
                "limited",
                "billing_details",
                billing(null),
                "card",
                card(method.card(), method.created()),
                "created",
                method.created(),
                "customer",
                null,
                "livemode",
                false,
                "metadata",
                Map.of(),
                "type",
                "card");
    }

    static Map<String, @Nullable Object> card(TestCard card, long created) {
        return Json.object(
                "brand",
                card.brand,
                "checks",
                checks(card),
                "country",
                "US",
                "display_brand",
                card.brand,
                "exp_month",
                12,
                "exp_year",
                year(created) + 4,
                "fingerprint",
                Ids.of("", card.ordinal()).substring(0, 16),
                "funding",
                "credit",
                "generated_from",
                null,
                "last4",
                card.last4(),
                "networks",
                Json.object("available", List.of(card.network()), "preferred", null),
                "regulated_status",
                "unregulated",
                "three_d_secure_usage",
                Json.object("supported", true),
                "wallet",
                null);
    }

    static long year(long seconds) {
        return 1970 + seconds / 31_556_952;
    }

    static Map<String, @Nullable Object> checks(TestCard card) {
        return Json.object(
                "address_line1_check",
                null,
                "address_postal_code_check",
                null,
                "cvc_check",
                card == TestCard.WRONG_CVC ? "fail" : "pass");
    }

    static Map<String, @Nullable Object> billing(@Nullable String email) {
        return Json.object("address", noAddress(), "email", email, "name", null, "phone", null, "tax_id", null);
    }

    static Map<String, @Nullable Object> noAddress() {
        return Json.object(
                "city", null, "country", null, "line1", null, "line2", null, "postal_code", null, "state", null);
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
