package io.tampu.sandbox.stripe;

import io.tampu.sandbox.stripe.Ask.Reply;
import io.tampu.sandbox.stripe.Thing.BalanceLine;
import io.tampu.sandbox.stripe.Thing.Event;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /v1/events}, {@code /v1/balance_transactions} and {@code /v1/balance}. */
final class AccountEndpoints {

    private static final long EVENTS_KEPT_SECONDS = Duration.ofDays(30).toSeconds();
    private static final int MOST_TYPES = 20;

    private final Vault vault;
    private final Shapes shapes;
    private final Deliveries deliveries;
    private final Times times;

    AccountEndpoints(Vault vault, Shapes shapes, Deliveries deliveries, Times times) {
        this.vault = vault;
        this.shapes = shapes;
        this.deliveries = deliveries;
        this.times = times;
    }

    void addRoutes(Router router, Gate gate, String at) {
        router.on("GET", at + "events", gate.reading(this::events), "stripe.events");
        router.on("GET", at + "events/*", gate.reading(this::event), "stripe.events");
        router.on("GET", at + "balance_transactions", gate.reading(this::lines), "stripe.bill");
        // The older name of the same.
        router.on("GET", at + "balance/history", gate.reading(this::lines), "stripe.bill");
        router.on(
                "GET",
                at + "balance_transactions/*",
                gate.reading(ask -> new Reply.One(vault.find(BalanceLine.class, ask.part(0))
                        .orElseThrow(() -> Problem.noSuch("balance_transaction", ask.part(0), "id", true)))),
                "stripe.bill");
        router.on("GET", at + "balance", gate.reading(this::balance), "stripe.bill");
    }

    private Reply events(Ask ask) {
        var params = ask.params();
        var type = params.text("type");
        var types = params.texts("types");
        if (types.size() > MOST_TYPES) {
            throw Problem.invalid(null, "You can filter by at most " + MOST_TYPES + " types.", "types");
        }
        var success = params.text("delivery_success");
        success.ifPresent(each -> params.yes("delivery_success"));
        long oldest = times.shown() - EVENTS_KEPT_SECONDS;
        // The failed and the pending are few: they are looked at alone.
        List<Event> all = success.equals(Optional.of("false")) ? deliveries.undelivered() : vault.events.all();
        return Paging.page(
                "/v1/events",
                all,
                params,
                event -> event.created() >= oldest
                        && (type.isEmpty() || matches(event.type(), type.get()))
                        && (types.isEmpty() || types.contains(event.type()))
                        && (success.isEmpty() || success.get().equals("true") == deliveries.isDelivered(event)));
    }

    /** {@code charge.*} means all that begin so. */
    private static boolean matches(String type, String wanted) {
        return wanted.endsWith("*") ? type.startsWith(wanted.substring(0, wanted.length() - 1)) : type.equals(wanted);
    }

    private Reply event(Ask ask) {
        return new Reply.One(vault.find(Event.class, ask.part(0))
                .filter(each -> each.created() >= times.shown() - EVENTS_KEPT_SECONDS)
                .orElseThrow(() -> Problem.noSuch("event", ask.part(0), "id", true)));
    }

    private Reply lines(Ask ask) {
        var params = ask.params();
        var type = params.text("type");
        var source = params.text("source");
        var currency = params.text("currency");
        return Paging.page(
                "/v1/balance_transactions",
                vault.balance.all(),
                params,
                line -> (type.isEmpty() || type.get().equals(line.type()))
                        && (source.isEmpty() || source.get().equals(line.source()))
                        && (currency.isEmpty() || currency.get().equals(line.currency()))
                        && params.text("payout").isEmpty());
    }

    private Reply balance(Ask ask) {
        var available = new TreeMap<String, Long>();
        var pending = new TreeMap<String, Long>();
        long now = times.waiting();
        for (var line : vault.balance.all()) {
            boolean there = AccountShapes.availableOn(line) <= now;
            available.merge(line.currency(), there ? line.amount() - line.fee() : 0, Long::sum);
            pending.merge(line.currency(), there ? 0 : line.amount() - line.fee(), Long::sum);
        }
        if (available.isEmpty()) {
            available.put("usd", 0L);
            pending.put("usd", 0L);
        }
        return new Reply.Plain(Json.object(
                "object", "balance", "available", amounts(available), "livemode", false, "pending", amounts(pending)));
    }

    private static List<Map<String, @Nullable Object>> amounts(Map<String, Long> sums) {
        var all = new ArrayList<Map<String, @Nullable Object>>();
        sums.forEach((currency, sum) ->
                all.add(Json.object("amount", sum, "currency", currency, "source_types", Json.object("card", sum))));
        return all;
    }
}
