package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.stripe.Thing.Method;
import io.tampu.sandbox.stripe.Thing.Moment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payment from its beginning to its end: tried with a card, declined, authenticated, under way, succeeded, captured,
 * cancelled. The methods named {@code apply...} are the readers of the journal; the others note.
 */
final class Payments {

    private final Journal journal;
    private final Vault vault;
    private final Events events;
    private final Till till;
    private final Disputes disputes;

    Payments(Journal journal, Vault vault, Events events, Till till, Disputes disputes) {
        this.journal = journal;
        this.vault = vault;
        this.events = events;
        this.till = till;
        this.disputes = disputes;
        journal.on("stripe-confirm", this::applyConfirm);
        journal.on("stripe-authenticated", this::applyAuthenticated);
        journal.on("stripe-settle", this::applySettle);
        journal.on("stripe-cancel", this::applyCancel);
        journal.on("stripe-capture", this::applyCapture);
    }

    static Moment moment(Line line) {
        return new Moment(line.number(0), line.text(1), line.text(2));
    }

    Intent get(String id) {
        return vault.get(Intent.class, id);
    }

    /** Makes one. Only for readers of the journal. */
    Intent make(
            Moment moment,
            long amount,
            String currency,
            Map<String, String> metadata,
            Intent.Terms terms,
            @Nullable String session) {
        var made = vault.add(
                vault.intents,
                n -> new Intent(
                        n,
                        Ids.of("pi_3", vault.intents.next()),
                        moment.at(),
                        amount,
                        currency,
                        "requires_payment_method",
                        metadata,
                        terms,
                        session,
                        null,
                        null,
                        null,
                        null,
                        0));
        events.tell("payment_intent.created", made, moment);
        return made;
    }

    /**
     * Tries the payment with a card.
     *
     * @param declineCode declines whatever the card does; empty for none
     */
    void confirm(Intent intent, TestCard card, String declineCode, Moment moment) {
        journal.note(
                "stripe-confirm", moment.at(), moment.request(), moment.key(), intent.id(), card.name(), declineCode);
    }

    private void applyConfirm(Line line) {
        attempt(get(line.text(3)), TestCard.valueOf(line.text(4)), line.text(5), moment(line));
    }

    /**
     * What a card does to a payment. Only for readers of the journal.
     *
     * @param declineCode declines whatever the card does; empty for none
     */
    Intent attempt(Intent intent, TestCard card, String declineCode, Moment moment) {
        var method = new Method(Ids.of("pm_1", vault.charges.next()), card, moment.at());
        if (!declineCode.isEmpty()) {
            return decline(intent, method, Decline.by(declineCode), moment);
        }
        return switch (card.does) {
            case PAY -> succeed(intent, method, moment);
            case DECLINE -> decline(intent, method, Decline.by(card.declineCode), moment);
            case ASK_PAYER -> {
                var asking = vault.replace(vault.intents, intent.asking(method));
                events.tell("payment_intent.requires_action", asking, moment);
                yield asking;
            }
            case DISPUTE -> {
                var paid = succeed(intent, method, moment);
                if (paid.charge() != null && paid.status().equals("succeeded")) {
                    var reason = card == TestCard.NOT_RECEIVED ? "product_not_received" : "fraudulent";
                    disputes.open(vault.get(Charge.class, paid.charge()), reason, false, moment);
                }
                yield paid;
            }
            case INQUIRY -> {
                var paid = succeed(intent, method, moment);
                if (paid.charge() != null && paid.status().equals("succeeded")) {
                    disputes.open(vault.get(Charge.class, paid.charge()), "general", true, moment);
                }
                yield paid;
            }
        };
    }

    private Intent succeed(Intent intent, Method method, Moment moment) {
        boolean manual = intent.terms().manual();
        var charge = charge(intent, method, "succeeded", null, moment);
        if (manual) {
            events.tell("charge.succeeded", charge, moment);
            var held = vault.replace(vault.intents, intent.authorised(method, charge.id()));
            events.tell("payment_intent.amount_capturable_updated", held, moment);
            return held;
        }
        return taken(intent, method, charge, charge.amount(), "charge.succeeded", moment);
    }

    /** The money is there. */
    private Intent taken(Intent intent, Method method, Charge charge, long amount, String chargeEvent, Moment moment) {
        var line = till.take(intent, charge.id(), amount, moment);
        var paid = vault.replace(vault.charges, charge.now("succeeded", null, amount, line));
        var succeeded = vault.replace(vault.intents, intent.succeeded(method, paid.id(), amount));
        events.tell(chargeEvent, paid, moment);
        events.tell("payment_intent.succeeded", succeeded, moment);
        return succeeded;
    }

    private Intent decline(Intent intent, Method method, Decline why, Moment moment) {
        var charge = charge(intent, method, "failed", why, moment);
        var declined = vault.replace(vault.intents, intent.declined(why, charge.id()));
        events.tell("charge.failed", charge, moment);
        events.tell("payment_intent.payment_failed", declined, moment);
        return declined;
    }

    private Charge charge(Intent intent, Method method, String status, @Nullable Decline failure, Moment moment) {
        return vault.add(
                vault.charges,
                n -> new Charge(
                        n,
                        Ids.of("ch_3", vault.charges.next()),
                        moment.at(),
                        intent.amount(),
                        intent.currency(),
                        intent.id(),
                        status,
                        method,
                        intent.metadata(),
                        intent.terms().description(),
                        failure,
                        0,
                        0,
                        false,
                        null));
    }

    /** A payment that takes its time. Only for readers of the journal. */
    Intent begin(Intent intent, TestCard card, Moment moment) {
        var method = new Method(Ids.of("pm_1", vault.charges.next()), card, moment.at());
        var charge = charge(intent, method, "pending", null, moment);
        var begun = vault.replace(vault.intents, intent.underWay(method, charge.id()));
        events.tell("charge.pending", charge, moment);
        events.tell("payment_intent.processing", begun, moment);
        return begun;
    }

    /** The payer passed 3-D Secure, or did not. */
    void authenticated(Intent intent, boolean passed, Moment moment) {
        journal.note("stripe-authenticated", moment.at(), moment.request(), moment.key(), intent.id(), passed);
    }

    private void applyAuthenticated(Line line) {
        var moment = moment(line);
        var intent = get(line.text(3));
        var method = intent.method();
        if (method == null || !intent.status().equals("requires_action")) {
            return;
        }
        if (Boolean.parseBoolean(line.text(4))) {
            completeSession(succeed(intent, method, moment), moment);
        } else {
            var refused = vault.replace(vault.intents, intent.declined(Decline.NOT_AUTHENTICATED, null));
            events.tell("payment_intent.payment_failed", refused, moment);
        }
    }

    /** A payment under way arrives, or bounces. */
    void settle(Intent intent, boolean arrived, Moment moment) {
        journal.note("stripe-settle", moment.at(), moment.request(), moment.key(), intent.id(), arrived);
    }

    private void applySettle(Line line) {
        var moment = moment(line);
        var intent = get(line.text(3));
        var method = intent.method();
        if (method == null || intent.charge() == null || !intent.status().equals("processing")) {
            return;
        }
        var charge = vault.get(Charge.class, intent.charge());
        if (Boolean.parseBoolean(line.text(4))) {
            var paid = taken(intent, method, charge, charge.amount(), "charge.succeeded", moment);
            sessionOf(paid).ifPresent(session -> {
                var now = vault.replace(
                        vault.sessions, session.now(session.status(), "paid", paid.id(), session.email()));
                events.tell("checkout.session.async_payment_succeeded", now, moment);
            });
        } else {
            var failed = vault.replace(vault.charges, charge.now("failed", Decline.BOUNCED, 0, null));
            var declined = vault.replace(vault.intents, intent.declined(Decline.BOUNCED, failed.id()));
            events.tell("charge.failed", failed, moment);
            events.tell("payment_intent.payment_failed", declined, moment);
            sessionOf(declined)
                    .ifPresent(session -> events.tell("checkout.session.async_payment_failed", session, moment));
        }
    }

    private java.util.Optional<Session> sessionOf(Intent intent) {
        return intent.session() == null ? java.util.Optional.empty() : vault.find(Session.class, intent.session());
    }

    /** Closes the session whose payment this is, if it has succeeded. Only for readers of the journal. */
    void completeSession(Intent intent, Moment moment) {
        if (!intent.status().equals("succeeded") && !intent.status().equals("requires_capture")) {
            return;
        }
        sessionOf(intent).filter(Session::isOpen).ifPresent(session -> {
            var status = intent.status().equals("succeeded") ? "paid" : "unpaid";
            var now = vault.replace(vault.sessions, session.now("complete", status, intent.id(), session.email()));
            events.tell("checkout.session.completed", now, moment);
        });
    }

    void cancel(Intent intent, String reason, Moment moment) {
        journal.note("stripe-cancel", moment.at(), moment.request(), moment.key(), intent.id(), reason);
    }

    private void applyCancel(Line line) {
        canceled(get(line.text(3)), line.text(4), moment(line));
    }

    /** Only for readers of the journal. */
    void canceled(Intent intent, String reason, Moment moment) {
        var gone = vault.replace(vault.intents, intent.canceled(moment.at(), reason));
        events.tell("payment_intent.canceled", gone, moment);
    }

    void capture(Intent intent, long amount, Moment moment) {
        journal.note("stripe-capture", moment.at(), moment.request(), moment.key(), intent.id(), amount);
    }

    private void applyCapture(Line line) {
        var intent = get(line.text(3));
        if (intent.method() == null || intent.charge() == null) {
            throw new IllegalStateException("nothing to capture: " + intent.id());
        }
        var charge = vault.get(Charge.class, intent.charge());
        taken(intent, intent.method(), charge, line.number(4), "charge.captured", moment(line));
    }
}
