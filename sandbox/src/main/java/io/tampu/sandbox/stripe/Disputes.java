package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.stripe.Thing.Moment;
import io.tampu.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What payers' banks take back. An inquiry only asks; a dispute takes the money at once and gives it back when it is won. */
final class Disputes {

    private final Journal journal;
    private final Vault vault;
    private final Events events;
    private final Till till;

    Disputes(Journal journal, Vault vault, Events events, Till till) {
        this.journal = journal;
        this.vault = vault;
        this.events = events;
        this.till = till;
        journal.on("stripe-dispute", this::applyOpen);
        journal.on("stripe-dispute-end", this::applyEnd);
        journal.on("stripe-dispute-evidence", this::applyEvidence);
    }

    /** Whether the charge's money is with the payer's bank, or may be any day: no refund then. */
    boolean bars(Charge charge) {
        return vault.disputesOf(charge.id()).stream()
                .anyMatch(each -> !each.isInquiry() && !each.status().equals("won"));
    }

    /** The payer's bank disputes what is left of a charge. */
    Dispute begin(Charge charge, String reason, boolean inquiry, Moment moment) {
        journal.note("stripe-dispute", moment.at(), moment.request(), moment.key(), charge.id(), reason, inquiry);
        return vault.disputes.at(vault.disputes.size() - 1);
    }

    private void applyOpen(Line line) {
        open(
                vault.get(Charge.class, line.text(3)),
                line.text(4),
                Boolean.parseBoolean(line.text(5)),
                Payments.moment(line));
    }

    /** Only for readers of the journal. */
    void open(Charge charge, String reason, boolean inquiry, Moment moment) {
        var id = Ids.of("du_1", vault.disputes.next());
        var intent = vault.get(Intent.class, charge.intent());
        var balances =
                inquiry ? List.<String>of() : List.of(till.withdraw(intent, id, charge.id(), charge.left(), moment));
        var dispute = vault.add(
                vault.disputes,
                n -> new Dispute(
                        n,
                        id,
                        moment.at(),
                        charge.left(),
                        charge.currency(),
                        charge.id(),
                        charge.intent(),
                        inquiry ? "warning_needs_response" : "needs_response",
                        reason,
                        Map.of(),
                        0,
                        Map.of(),
                        balances));
        var disputed = vault.replace(vault.charges, charge.underDispute());
        events.tell("charge.dispute.created", dispute, moment);
        if (!inquiry) {
            events.tell("charge.dispute.funds_withdrawn", dispute, moment);
        }
        events.tell("charge.updated", disputed, moment);
    }

    /** @param status {@code won}, {@code lost} or, of an inquiry, {@code warning_closed} */
    void end(Dispute dispute, String status, Moment moment) {
        journal.note("stripe-dispute-end", moment.at(), moment.request(), moment.key(), dispute.id(), status);
    }

    private void applyEnd(Line line) {
        var moment = Payments.moment(line);
        var dispute = vault.get(Dispute.class, line.text(3));
        if (dispute.isOver()) {
            return;
        }
        var status = line.text(4);
        var balances = new ArrayList<>(dispute.balances());
        if (status.equals("won")) {
            var intent = vault.get(Intent.class, dispute.intent());
            balances.add(till.reinstate(intent, dispute.id(), dispute.charge(), dispute.amount(), moment));
        }
        var over = vault.replace(vault.disputes, dispute.now(status, List.copyOf(balances)));
        events.tell("charge.dispute.updated", over, moment);
        if (status.equals("won")) {
            events.tell("charge.dispute.funds_reinstated", over, moment);
        }
        events.tell("charge.dispute.closed", over, moment);
    }

    /** Evidence, sent in when {@code submit}. */
    void answer(
            Dispute dispute,
            Map<String, String> evidence,
            boolean submit,
            Map<String, String> metadata,
            Moment moment) {
        journal.note(
                "stripe-dispute-evidence",
                moment.at(),
                moment.request(),
                moment.key(),
                dispute.id(),
                new String(Json.write(evidence), StandardCharsets.UTF_8),
                submit,
                new String(Json.write(metadata), StandardCharsets.UTF_8));
    }

    private void applyEvidence(Line line) {
        var dispute = vault.get(Dispute.class, line.text(3));
        var evidence = new LinkedHashMap<>(dispute.evidence());
        evidence.putAll(Checkout.metadata(line.text(4)));
        var metadata = new LinkedHashMap<>(dispute.metadata());
        metadata.putAll(Checkout.metadata(line.text(6)));
        boolean submit = Boolean.parseBoolean(line.text(5));
        var review = dispute.isInquiry() ? "warning_under_review" : "under_review";
        var now = vault.replace(
                vault.disputes,
                dispute.with(
                        submit ? review : dispute.status(),
                        evidence,
                        dispute.submissions() + (submit ? 1 : 0),
                        metadata));
        events.tell("charge.dispute.updated", now, Payments.moment(line));
    }
}
