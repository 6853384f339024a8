package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.stripe.Thing.Moment;
import io.tampu.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Money on its way back: at once, pending first, or reported as done and failing later. */
final class Refunds {

    /** What becomes of a refund that does not end at once, and when. */
    record Later(long at, String status) {
        static final Later NOTHING = new Later(0, "");
    }

    /** How long a bank takes here. */
    static final long USUAL_WAIT_SECONDS = 30;

    private static final int MOST_AT_ONCE = 1000;

    private final Journal journal;
    private final Vault vault;
    private final Events events;
    private final Till till;
    private final TreeMap<Long, Due> due = new TreeMap<>();

    private record Due(String refund, String status) {}

    Refunds(Journal journal, Vault vault, Events events, Till till) {
        this.journal = journal;
        this.vault = vault;
        this.events = events;
        this.till = till;
        journal.on("stripe-refund", this::applyMade);
        journal.on("stripe-refund-end", this::applyEnd);
        journal.on("stripe-refund-metadata", this::applyMetadata);
    }

    /** The caller has seen that there is so much left. */
    Refund make(Charge charge, long amount, String reason, Map<String, String> metadata, Later later, Moment moment) {
        var first = later.status().equals("succeeded") ? "pending" : "succeeded";
        journal.note(
                "stripe-refund",
                moment.at(),
                moment.request(),
                moment.key(),
                charge.id(),
                amount,
                reason,
                new String(Json.write(metadata), StandardCharsets.UTF_8),
                first,
                later.at(),
                later.status());
        return vault.refunds.at(vault.refunds.size() - 1);
    }

    private void applyMade(Line line) {
        var moment = Payments.moment(line);
        var charge = vault.get(Charge.class, line.text(3));
        var intent = vault.get(Intent.class, charge.intent());
        long amount = line.number(4);
        var id = Ids.of("re_3", vault.refunds.next());
        var balance = till.refund(intent, id, amount, moment);
        var refund = vault.add(
                vault.refunds,
                n -> new Refund(
                        n,
                        id,
                        moment.at(),
                        amount,
                        charge.currency(),
                        charge.id(),
                        charge.intent(),
                        line.text(7),
                        line.text(5).isEmpty() ? null : line.text(5),
                        Checkout.metadata(line.text(6)),
                        null,
                        balance,
                        null));
        if (!line.text(9).isEmpty()) {
            due.put((line.number(8) << 28) + refund.n(), new Due(id, line.text(9)));
        }
        var lessened = vault.replace(vault.charges, charge.refundedBy(amount));
        events.tell("refund.created", refund, moment);
        events.tell("charge.refunded", lessened, moment);
    }

    /** A pending refund ends, or one that was reported as done fails all the same. */
    void end(Refund refund, String status, Moment moment) {
        journal.note("stripe-refund-end", moment.at(), moment.request(), moment.key(), refund.id(), status);
    }

    private void applyEnd(Line line) {
        var moment = Payments.moment(line);
        var refund = vault.get(Refund.class, line.text(3));
        var status = line.text(4);
        due.values().removeIf(each -> each.refund().equals(refund.id()));
        if (!refund.counts() || refund.status().equals(status)) {
            return;
        }
        if (status.equals("succeeded")) {
            tell(vault.replace(vault.refunds, refund.now(status, null, null)), moment);
            return;
        }
        var charge = vault.get(Charge.class, refund.charge());
        var intent = vault.get(Intent.class, refund.intent());
        var back = till.refundFailed(intent, refund.id(), refund.amount(), moment);
        boolean failed = status.equals("failed");
        var gone = vault.replace(
                vault.refunds, refund.now(status, failed ? "expired_or_canceled_card" : "merchant_request", back));
        vault.replace(vault.charges, charge.refundedBy(-refund.amount()));
        if (failed) {
            events.tell("refund.failed", gone, moment);
        }
        tell(gone, moment);
    }

    private void tell(Refund refund, Moment moment) {
        events.tell("refund.updated", refund, moment);
        events.tell("charge.refund.updated", refund, moment);
    }

    /** Ends what a bank has had long enough. */
    void endDue(long waiting, long shown) {
        journal.change(() -> {
            for (int done = 0; done < MOST_AT_ONCE && !due.isEmpty(); done++) {
                var first = due.firstEntry();
                if (first.getKey() >> 28 > waiting) {
                    break;
                }
                end(
                        vault.get(Refund.class, first.getValue().refund()),
                        first.getValue().status(),
                        new Moment(shown, "", ""));
            }
            return due;
        });
    }

    void setMetadata(Refund refund, Map<String, String> metadata) {
        journal.note("stripe-refund-metadata", refund.id(), new String(Json.write(metadata), StandardCharsets.UTF_8));
    }

    private void applyMetadata(Line line) {
        vault.replace(vault.refunds, vault.get(Refund.class, line.text(0)).with(Checkout.metadata(line.text(1))));
    }
}
