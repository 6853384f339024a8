package io.tampu.payments.stripe;

import static io.tampu.payments.stripe.ScriptedStripe.error;
import static io.tampu.payments.stripe.ScriptedStripe.recorded;
import static io.tampu.payments.stripe.ScriptedStripe.text;

import io.tampu.payments.stripe.ScriptedStripe.Asked;
import io.tampu.payments.stripe.ScriptedStripe.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The book of a small Stripe, made from the recorded messages: sessions, payments, refunds, disputes and the balance. */
final class BookOfStripe {

    private record Remembered(Map<String, String> parameters, String answer) {}

    private final Supplier<Long> second;
    private final Map<String, ObjectNode> sessions = new LinkedHashMap<>();
    private final Map<String, ObjectNode> intents = new LinkedHashMap<>();
    private final Map<String, ObjectNode> charges = new LinkedHashMap<>();
    private final Map<String, ObjectNode> refunds = new LinkedHashMap<>();
    private final Map<String, ObjectNode> disputes = new LinkedHashMap<>();
    private final List<ObjectNode> balance = new ArrayList<>();
    private final Map<String, Remembered> keys = new HashMap<>();

    BookOfStripe(Supplier<Long> second) {
        this.second = second;
    }

    static ObjectNode sample(String name) {
        return (ObjectNode) Fields.JSON.readTree(recorded(name));
    }

    /** Answers whatever the adapter asks. */
    synchronized Reply answer(Asked asked) {
        String[] path = asked.what().split("[ /]");
        return switch (path[0] + " " + path[1]) {
            case "POST checkout" -> path.length == 3 ? once(asked, () -> open(asked.parameters())) : expire(path[3]);
            case "GET checkout" -> path.length == 3 ? list(sessions.values()) : shown(sessions.get(path[3]));
            case "POST refunds" -> once(asked, () -> refund(asked.parameters()));
            case "GET refunds" ->
                path.length == 3
                        ? shown(refunds.get(path[2]))
                        : list(refunds.values().stream()
                                .filter(refund -> is(refund, "payment_intent", asked.parameters()))
                                .toList());
            case "GET disputes" -> shown(disputes.get(path[2]));
            case "GET balance_transactions" -> list(between(asked.parameters()));
            default -> error(404, "invalid_request_error", "resource_missing", "");
        };
    }

    private static boolean is(ObjectNode row, String field, Map<String, String> parameters) {
        return row.get(field).asString().equals(parameters.get(field));
    }

    private List<ObjectNode> between(Map<String, String> parameters) {
        long from = Long.parseLong(parameters.getOrDefault("created[gte]", "0"));
        long to = Long.parseLong(parameters.getOrDefault("created[lt]", "0"));
        return balance.stream()
                .filter(row -> row.get("created").asLong() >= from
                        && row.get("created").asLong() < to)
                .toList();
    }

    /** The same key: the same answer, word by word; with other parameters: an error. */
    private Reply once(Asked asked, Supplier<String> act) {
        String key = asked.headers().getOrDefault("idempotency-key", "");
        Remembered before = keys.get(key);
        if (before != null) {
            return before.parameters().equals(asked.parameters())
                    ? text(200, before.answer(), "Idempotent-Replayed", "true")
                    : error(400, "idempotency_error", "idempotency_error", "");
        }
        try {
            String answer = act.get();
            keys.put(key, new Remembered(asked.parameters(), answer));
            return text(200, answer);
        } catch (IllegalArgumentException no) {
            return error(400, "invalid_request_error", String.valueOf(no.getMessage()), "");
        }
    }

    private String open(Map<String, String> asked) {
        String id = "cs_test_" + sessions.size() + "sample";
        var session = sample("session.json");
        session.put("id", id).put("created", second.get());
        session.put("client_reference_id", asked.get("client_reference_id"));
        session.put("url", "http://127.0.0.1:9/stripe/pay/" + id);
        session.put("amount_total", Long.parseLong(asked.getOrDefault("line_items[0][price_data][unit_amount]", "0")));
        session.put("currency", asked.get("line_items[0][price_data][currency]"));
        session.put("expires_at", Long.parseLong(asked.getOrDefault("expires_at", "0")));
        ((ObjectNode) session.get("metadata")).put("attempt", asked.get("metadata[attempt]"));
        sessions.put(id, session);
        return session.toString();
    }

    private Reply expire(String id) {
        var session = sessions.get(id);
        if (session == null || !session.get("status").asString().equals("open")) {
            return error(400, "invalid_request_error", "not_open", "");
        }
        session.put("status", "expired").putNull("url");
        return shown(session);
    }

    /** With the payment and its last charge inside, as the adapter wants it. */
    private Reply shown(@Nullable ObjectNode row) {
        if (row == null) {
            return error(404, "invalid_request_error", "resource_missing", "");
        }
        var whole = row.deepCopy();
        if (whole.get("object").asString().equals("checkout.session")
                && whole.get("payment_intent").isString()) {
            var intent = find(intents, whole.get("payment_intent").asString()).deepCopy();
            if (intent.get("latest_charge").isString()) {
                intent.set(
                        "latest_charge", charges.get(intent.get("latest_charge").asString()));
            }
            whole.set("payment_intent", intent);
        }
        return text(200, whole.toString());
    }

    private static Reply list(Collection<ObjectNode> rows) {
        return text(
                200,
                "{\"object\":\"list\",\"has_more\":false,\"data\":["
                        + String.join(
                                ",",
                                rows.stream().map(ObjectNode::toString).toList().reversed()) + "]}");
    }

    private static ObjectNode find(Map<String, ObjectNode> rows, @Nullable String id) {
        var row = id == null ? null : rows.get(id);
        if (row == null) {
            throw new IllegalArgumentException("resource_missing");
        }
        return row;
    }

    private ObjectNode intentOf(ObjectNode session) {
        if (session.get("payment_intent").isString()) {
            return find(intents, session.get("payment_intent").asString());
        }
        var intent = sample("intent.json");
        String id = "pi_" + intents.size() + "sample";
        intent.put("id", id).put("status", "requires_payment_method").put("amount_received", 0);
        intent.set("amount", session.get("amount_total"));
        intent.set("currency", session.get("currency"));
        intent.set("metadata", session.get("metadata"));
        session.put("payment_intent", id);
        intents.put(id, intent);
        return intent;
    }

    synchronized boolean pay(String handle) {
        var session = find(sessions, handle);
        if (!session.get("status").asString().equals("open")) {
            return false;
        }
        var intent = intentOf(session);
        String id = "ch_" + charges.size() + "sample";
        var charge = sample("charge.json");
        charge.put("id", id).put("created", second.get());
        charge.set("amount", intent.get("amount"));
        charge.set("payment_intent", intent.get("id"));
        charge.set("metadata", intent.get("metadata"));
        charges.put(id, charge);
        intent.put("status", "succeeded").put("latest_charge", id).putNull("last_payment_error");
        intent.set("amount_received", intent.get("amount"));
        session.put("status", "complete").put("payment_status", "paid").putNull("url");
        move("charge", charge, intent.get("amount").asLong());
        return true;
    }

    synchronized void payWithoutFunds(String handle) {
        intentOf(find(sessions, handle)).set("last_payment_error", sample("declined.json"));
    }

    private void move(String type, ObjectNode source, long amount) {
        var row = sample("balance-transaction.json");
        row.put("id", "txn_" + balance.size() + "sample").put("created", second.get());
        row.put("type", type).put("amount", amount).put("fee", 0).putNull("reporting_category");
        row.set("source", source.deepCopy());
        balance.add(row);
    }

    private long left(String intent) {
        return find(intents, intent).get("amount_received").asLong()
                - refunds.values().stream()
                        .filter(refund ->
                                refund.get("payment_intent").asString().equals(intent)
                                        && !refund.get("status").asString().equals("failed"))
                        .mapToLong(refund -> refund.get("amount").asLong())
                        .sum();
    }

    private String refund(Map<String, String> asked) {
        String intent = asked.getOrDefault("payment_intent", "");
        long amount = Long.parseLong(asked.getOrDefault("amount", "0"));
        if (disputes.values().stream()
                .anyMatch(one -> one.get("payment_intent").asString().equals(intent))) {
            throw new IllegalArgumentException("charge_disputed");
        }
        if (left(intent) == 0) {
            throw new IllegalArgumentException("charge_already_refunded");
        }
        if (amount > left(intent)) {
            throw new IllegalArgumentException("amount_too_large");
        }
        var refund = sample("refund.json");
        refund.put("id", "re_" + refunds.size() + "sample")
                .put("amount", amount)
                .put("payment_intent", intent);
        ((ObjectNode) refund.get("metadata")).put("refund", asked.get("metadata[refund]"));
        refunds.put(refund.get("id").asString(), refund);
        move("refund", refund, -amount);
        return refund.toString();
    }

    synchronized void failLater(String handle) {
        var refund = find(refunds, handle);
        refund.put("status", "failed").put("failure_reason", "expired_or_canceled_card");
        move("refund_failure", refund, refund.get("amount").asLong());
    }

    synchronized String dispute(String payment) {
        String id = "du_" + disputes.size() + "sample";
        var dispute = sample("dispute.json");
        dispute.put("id", id).put("payment_intent", payment);
        disputes.put(id, dispute);
        move("adjustment", dispute, -find(intents, payment).get("amount").asLong());
        return id;
    }

    synchronized ObjectNode intentOf(String mark) {
        return intents.values().stream()
                .filter(intent -> mark(intent).equals(mark))
                .findFirst()
                .orElseThrow();
    }

    private static String mark(ObjectNode row) {
        return row.get("metadata").path("attempt").asString("");
    }

    synchronized int taken(String mark) {
        return (int) balance.stream()
                .filter(row -> row.get("type").asString().equals("charge"))
                .filter(row -> mark((ObjectNode) row.get("source")).equals(mark))
                .count();
    }

    synchronized long held(String mark) {
        String payment = intentOf(mark).get("id").asString();
        return balance.stream()
                .filter(row ->
                        row.get("source").get("payment_intent").asString().equals(payment))
                .mapToLong(row -> row.get("amount").asLong())
                .sum();
    }
}
