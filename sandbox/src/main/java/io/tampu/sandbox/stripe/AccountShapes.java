package io.tampu.sandbox.stripe;

import io.tampu.sandbox.stripe.Thing.BalanceLine;
import io.tampu.sandbox.stripe.Thing.Endpoint;
import io.tampu.sandbox.stripe.Thing.Event;
import io.tampu.sandbox.web.Json;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Balance transactions, events and webhook endpoints as Stripe shows them. */
final class AccountShapes {

    /** When money taken may be paid out: two days later. */
    private static final long AVAILABLE_SECONDS = 2 * 86_400L;

    private final Shapes shapes;
    private final LongSupplier nowSeconds;
    private volatile ToIntFunction<Event> pending = event -> 0;

    AccountShapes(Shapes shapes, LongSupplier nowSeconds) {
        this.shapes = shapes;
        this.nowSeconds = nowSeconds;
    }

    /** Who knows how many places have not received an event. */
    void setPending(ToIntFunction<Event> known) {
        pending = known;
    }

    static long availableOn(BalanceLine line) {
        return line.type().equals("charge") ? line.created() + AVAILABLE_SECONDS : line.created();
    }

    Map<String, @Nullable Object> line(BalanceLine line, Expand expand) {
        var fees = line.fee() == 0
                ? List.of()
                : List.of(Json.object(
                        "amount",
                        line.fee(),
                        "application",
                        null,
                        "currency",
                        line.currency(),
                        "description",
                        line.type().equals("charge") ? "Stripe processing fees" : "Dispute fee",
                        "type",
                        "stripe_fee"));
        return Json.object(
                "id", line.id(),
                "object", "balance_transaction",
                "amount", line.amount(),
                "available_on", availableOn(line),
                "balance_type", "payments",
                "created", line.created(),
                "currency", line.currency(),
                "description", Shapes.orNull(line.description()),
                "exchange_rate", null,
                "fee", line.fee(),
                "fee_details", fees,
                "net", line.amount() - line.fee(),
                "reporting_category", line.category(),
                "source", shapes.ref(line.source(), "source", expand),
                "status", availableOn(line) <= nowSeconds.getAsLong() ? "available" : "pending",
                "type", line.type());
    }

    Map<String, @Nullable Object> event(Event event) {
        var moment = event.moment();
        return Json.object(
                "id", event.id(),
                "object", "event",
                "api_version", Events.API_VERSION,
                "created", event.created(),
                "data", Json.object("object", shapes.of(event.thing())),
                "livemode", false,
                "pending_webhooks", pending.applyAsInt(event),
                "request",
                        Json.object(
                                "id", Shapes.orNull(moment.request()),
                                "idempotency_key", Shapes.orNull(moment.key())),
                "type", event.type());
    }

    /** @param first whether it was made just now: only then is its secret told */
    Map<String, @Nullable Object> endpoint(Endpoint endpoint, boolean first) {
        if (endpoint.deleted()) {
            return Json.object("id", endpoint.id(), "object", "webhook_endpoint", "deleted", true);
        }
        var shape = Json.object(
                "id", endpoint.id(),
                "object", "webhook_endpoint",
                "api_version", null,
                "application", null,
                "created", endpoint.created(),
                "description", Shapes.orNull(endpoint.description()),
                "enabled_events", endpoint.types(),
                "livemode", false,
                "metadata", endpoint.metadata());
        if (first) {
            shape.put("secret", endpoint.secret());
        }
        shape.put("status", endpoint.enabled() ? "enabled" : "disabled");
        shape.put("url", endpoint.url());
        return shape;
    }
}
