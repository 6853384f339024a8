package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.stripe.Thing.Moment;
import io.tampu.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checkout Sessions: opened, paid through, expired. A session makes its PaymentIntent when the payer first tries. */
final class Checkout {

    /** What the payer does. The last three are the sandbox's own: they make what goes wrong outside happen on request. */
    enum How {
        PAY,
        /** A payment that takes its time. */
        WAIT,
        /** A second payment beside the one that is there. */
        TWICE,
        /** Money that arrives though the session is closed. */
        LATE
    }

    private final Journal journal;
    private final Vault vault;
    private final Events events;
    private final Payments payments;
    /** Open sessions by the second at which they expire, and their number. */
    private final TreeMap<Long, Integer> expiring = new TreeMap<>();

    Checkout(Journal journal, Vault vault, Events events, Payments payments) {
        this.journal = journal;
        this.vault = vault;
        this.events = events;
        this.payments = payments;
        journal.on("stripe-session", this::applyOpen);
        journal.on("stripe-expire", this::applyExpire);
        journal.on("stripe-pay", this::applyPay);
        journal.on("stripe-session-metadata", this::applyMetadata);
    }

    /** @param ahead how many seconds the world's time is ahead of the time shown */
    Session open(Map<String, Object> asked, long amount, String currency, long expiresAt, long ahead, Moment moment) {
        journal.note(
                "stripe-session",
                moment.at(),
                moment.request(),
                moment.key(),
                amount,
                currency,
                expiresAt,
                new String(Json.write(asked), StandardCharsets.UTF_8),
                ahead);
        return vault.sessions.at(vault.sessions.size() - 1);
    }

    @SuppressWarnings("unchecked") // Written by open: an object of text and objects.
    private void applyOpen(Line line) {
        var asked = (Map<String, Object>) (Map<String, ?>)
                Json.readObject(line.text(6).getBytes(StandardCharsets.UTF_8)).orElseThrow();
        var moment = Payments.moment(line);
        var email = asked.get("customer_email") instanceof String given && !given.isEmpty() ? given : null;
        var session = vault.add(
                vault.sessions,
                n -> new Session(
                        n,
                        Ids.session(vault.sessions.next()),
                        moment.at(),
                        asked,
                        new Params(asked).metadata("metadata"),
                        line.number(3),
                        line.text(4),
                        line.number(5),
                        "open",
                        "unpaid",
                        null,
                        email,
                        line.number(5) + line.number(7)));
        expiring.put(place(session), session.n());
    }

    /** Seconds and number in one, so that no two are the same. */
    private static long place(Session session) {
        return (session.due() << 28) + session.n();
    }

    /** Only while it is open, which the caller has seen. */
    void expire(Session session, Moment moment) {
        journal.note("stripe-expire", moment.at(), moment.request(), moment.key(), session.id());
    }

    private void applyExpire(Line line) {
        var moment = Payments.moment(line);
        var session = vault.get(Session.class, line.text(3));
        expiring.remove(place(session));
        var gone = vault.replace(
                vault.sessions, session.now("expired", session.paymentStatus(), session.intent(), session.email()));
        intentOf(gone).filter(Intent::isOpen).ifPresent(intent -> payments.canceled(intent, "automatic", moment));
        events.tell("checkout.session.expired", gone, moment);
    }

    Optional<Intent> intentOf(Session session) {
        return session.intent() == null ? Optional.empty() : vault.find(Intent.class, session.intent());
    }

    /** Expires what has served its time. */
    void expireDue(long waiting, long shown) {
        journal.change(() -> {
            for (int done = 0; done < 1000 && !expiring.isEmpty(); done++) {
                var first = expiring.firstEntry();
                var session = vault.sessions.at(first.getValue());
                if (session.due() > waiting) {
                    break;
                }
                if (session.isOpen()) {
                    expire(session, new Moment(shown, "", ""));
                } else {
                    expiring.remove(first.getKey());
                }
            }
            return vault;
        });
    }

    /** @param declineCode declines whatever the card does; empty for none */
    void pay(Session session, How how, TestCard card, String declineCode, String email, Moment moment) {
        journal.note(
                "stripe-pay",
                moment.at(),
                moment.request(),
                moment.key(),
                session.id(),
                how.name(),
                card.name(),
                declineCode,
                email);
    }

    private void applyPay(Line line) {
        var moment = Payments.moment(line);
        var before = vault.get(Session.class, line.text(3));
        var how = How.valueOf(line.text(4));
        var card = TestCard.valueOf(line.text(5));
        var email = line.text(7).isEmpty() ? before.email() : line.text(7);
        var open =
                how == How.TWICE ? Optional.<Intent>empty() : intentOf(before).filter(Intent::isOpen);
        var intent = open.orElseGet(() -> payments.make(
                moment,
                before.amount(),
                before.currency(),
                metadataOfIntent(before),
                terms(before, email == null ? "" : email),
                how == How.TWICE ? null : before.id()));
        var session = how == How.TWICE
                ? before
                : vault.replace(
                        vault.sessions, before.now(before.status(), before.paymentStatus(), intent.id(), email));
        switch (how) {
            case PAY -> payments.completeSession(payments.attempt(intent, card, line.text(6), moment), moment);
            case TWICE -> payments.attempt(intent, card, line.text(6), moment);
            case LATE -> {
                var tried = payments.attempt(intent, card, line.text(6), moment);
                if (tried.status().equals("succeeded")) {
                    vault.replace(vault.sessions, session.now(session.status(), "paid", tried.id(), email));
                }
            }
            case WAIT -> {
                var begun = payments.begin(intent, card, moment);
                var done = vault.replace(vault.sessions, session.now("complete", "unpaid", begun.id(), email));
                events.tell("checkout.session.completed", done, moment);
            }
        }
        if (!vault.get(Session.class, session.id()).isOpen()) {
            expiring.remove(place(session));
        }
    }

    private static Map<String, String> metadataOfIntent(Session session) {
        return new Params(session.asked()).inner("payment_intent_data").metadata("metadata");
    }

    private static Intent.Terms terms(Session session, String email) {
        var data = new Params(session.asked()).inner("payment_intent_data");
        var types = new Params(session.asked()).texts("payment_method_types");
        return new Intent.Terms(
                data.text("capture_method").orElse("").equals("manual"),
                data.text("description").orElse(""),
                types.isEmpty() ? List.of("card") : types,
                "",
                data.text("receipt_email").orElse(email));
    }

    void setMetadata(Session session, Map<String, String> metadata) {
        journal.note("stripe-session-metadata", session.id(), new String(Json.write(metadata), StandardCharsets.UTF_8));
    }

    private void applyMetadata(Line line) {
        vault.replace(vault.sessions, vault.get(Session.class, line.text(0)).with(metadata(line.text(1))));
    }

    static Map<String, String> metadata(String json) {
        var metadata = new LinkedHashMap<String, String>();
        Json.readObject(json.getBytes(StandardCharsets.UTF_8))
                .orElse(Map.of())
                .forEach((name, value) -> metadata.put(name, String.valueOf(value)));
        return metadata;
    }
}
