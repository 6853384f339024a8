package io.tampu.sandbox.stripe;

import io.tampu.sandbox.stripe.Thing.BalanceLine;
import io.tampu.sandbox.stripe.Thing.Endpoint;
import io.tampu.sandbox.stripe.Thing.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/**
 * All that the account holds. Changed only by the readers of the journal; the rows are to be looked at inside a change or a
 * look, a single thing may be found at any time.
 */
final class Vault {

    final Row<Session> sessions = new Row<>();
    final Row<Intent> intents = new Row<>();
    final Row<Charge> charges = new Row<>();
    final Row<Refund> refunds = new Row<>();
    final Row<Dispute> disputes = new Row<>();
    final Row<BalanceLine> balance = new Row<>();
    final Row<Event> events = new Row<>();
    final Row<Endpoint> endpoints = new Row<>();

    private final Map<String, Thing> byId = new ConcurrentHashMap<>();
    /** What hangs on what: an intent's charges, a charge's refunds and disputes, by id. */
    private final Map<String, List<String>> chargesOf = new ConcurrentHashMap<>();

    private final Map<String, List<String>> refundsOf = new ConcurrentHashMap<>();
    private final Map<String, List<String>> disputesOf = new ConcurrentHashMap<>();

    <T extends Thing> T add(Row<T> row, IntFunction<T> make) {
        var made = row.add(make);
        byId.put(made.id(), made);
        switch (made) {
            case Charge charge -> hang(chargesOf, charge.intent(), charge.id());
            case Refund refund -> {
                hang(refundsOf, refund.charge(), refund.id());
                hang(refundsOf, refund.intent(), refund.id());
            }
            case Dispute dispute -> {
                hang(disputesOf, dispute.charge(), dispute.id());
                hang(disputesOf, dispute.intent(), dispute.id());
            }
            default -> {}
        }
        return made;
    }

    private static void hang(Map<String, List<String>> on, String id, String hanging) {
        on.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(hanging);
    }

    <T extends Thing> T replace(Row<T> row, T changed) {
        row.replace(changed);
        byId.put(changed.id(), changed);
        return changed;
    }

    <T extends Thing> Optional<T> find(Class<T> kind, String id) {
        return Optional.ofNullable(byId.get(id)).filter(kind::isInstance).map(kind::cast);
    }

    <T extends Thing> T get(Class<T> kind, String id) {
        return find(kind, id).orElseThrow(() -> new IllegalStateException("the journal speaks of no " + id));
    }

    /** Anything by its id. */
    Optional<Thing> any(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Charge> chargesOf(String intent) {
        return hanging(Charge.class, chargesOf, intent);
    }

    /** Of a charge or of an intent. */
    List<Refund> refundsOf(String id) {
        return hanging(Refund.class, refundsOf, id);
    }

    /** Of a charge or of an intent. */
    List<Dispute> disputesOf(String id) {
        return hanging(Dispute.class, disputesOf, id);
    }

    private <T extends Thing> List<T> hanging(Class<T> kind, Map<String, List<String>> on, String id) {
        return on.getOrDefault(id, List.of()).stream()
                .map(each -> get(kind, each))
                .toList();
    }
}
