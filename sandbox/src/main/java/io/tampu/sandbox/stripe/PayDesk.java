package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.stripe.Checkout.How;
import io.tampu.sandbox.stripe.Thing.Moment;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** What a payer does on the page: a form sent to the page's own address, its field {@code action} says what. */
final class PayDesk {

    /** What came of an action: a place to go, or something to say. */
    private record Done(String goTo, String said, boolean bad) {
        static Done go(String where) {
            return new Done(where, "", false);
        }

        static Done say(String what) {
            return new Done("", what, false);
        }

        static Done complain(String what) {
            return new Done("", what, true);
        }
    }

    private final Journal journal;
    private final Vault vault;
    private final Checkout checkout;
    private final Payments payments;
    private final Disputes disputes;
    private final PayPage page = new PayPage();
    private final Times times;
    private final Gate gate;
    private final Runnable afterwards;
    private final byte[] css = resource("pay.css");

    PayDesk(
            Journal journal,
            Vault vault,
            Checkout checkout,
            Payments payments,
            Disputes disputes,
            Times times,
            Gate gate,
            Runnable afterwards) {
        this.journal = journal;
        this.vault = vault;
        this.checkout = checkout;
        this.payments = payments;
        this.disputes = disputes;
        this.times = times;
        this.gate = gate;
        this.afterwards = afterwards;
    }

    private static byte[] resource(String name) {
        try (var in = PayDesk.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void addRoutes(Router router) {
        router.on(
                "GET",
                Stripe.PREFIX + "/pay.css",
                call -> new Answer.Whole(200, Map.of("Content-Type", "text/css"), css));
        router.on("GET", Stripe.PREFIX + "/pay/*", this::show, "stripe.page");
        router.on("POST", Stripe.PREFIX + "/pay/*", this::act, "stripe.page");
        router.on("GET", Stripe.PREFIX + "/authenticate/*", this::bank);
        router.on("POST", Stripe.PREFIX + "/authenticate/*", this::bank);
    }

    private Answer show(Call call) {
        return page(call.part(0), "", false);
    }

    private Answer page(String id, String said, boolean bad) {
        return journal.look(() -> vault.find(Session.class, id)
                .map(session -> page.show(session, checkout.intentOf(session), said, bad))
                .orElseGet(() -> page.nothing("There is no such payment here.")));
    }

    private Answer act(Call call) {
        var id = call.part(0);
        var fields = new Params(call.fields().entrySet().stream()
                .collect(
                        java.util.stream.Collectors.toMap(Map.Entry::getKey, each -> String.valueOf(each.getValue()))));
        var done = journal.change(() -> vault.find(Session.class, id).map(session -> act(session, fields)));
        afterwards.run();
        if (done.isEmpty()) {
            return page.nothing("There is no such payment here.");
        }
        return done.get().goTo().isEmpty()
                ? page(id, done.get().said(), done.get().bad())
                : Answer.seeOther(done.get().goTo());
    }

    private Moment moment() {
        return new Moment(times.shown(), gate.nextRequestId(), "");
    }

    private Done act(Session session, Params fields) {
        var intent = checkout.intentOf(session);
        var state = intent.map(Intent::status).orElse("");
        return switch (fields.text("action").orElse("pay")) {
            case "cancel" -> Done.go(PayPage.back(session, "cancel_url"));
            case "pay" -> pay(session, fields);
            case "decline" ->
                tried(session, How.PAY, TestCard.DECLINED, fields.text("code").orElse("generic_decline"), fields);
            case "wait" -> session.isOpen() ? tried(session, How.WAIT, card(fields), "", fields) : closed(session);
            case "approve" -> authenticated(session, intent, true);
            case "refuse" -> authenticated(session, intent, false);
            case "arrive", "bounce" -> {
                if (!state.equals("processing")) {
                    yield Done.complain("No payment is under way here.");
                }
                boolean arrived = fields.text("action").orElse("").equals("arrive");
                payments.settle(intent.orElseThrow(), arrived, moment());
                yield Done.say(arrived ? "The money has arrived." : "The payment has bounced.");
            }
            case "expire" -> {
                if (!session.isOpen()) {
                    yield closed(session);
                }
                checkout.expire(session, moment());
                yield Done.say("The session has expired.");
            }
            case "twice" -> tried(session, How.TWICE, card(fields), "", fields);
            case "late" ->
                session.isOpen()
                        ? Done.complain("The session is still open: nothing would be late.")
                        : tried(session, How.LATE, card(fields), "", fields);
            case "dispute" -> dispute(intent, false);
            case "inquiry" -> dispute(intent, true);
            default -> Done.complain("There is no such action.");
        };
    }

    /** For actions of the sandbox's own, which need none. */
    private static TestCard card(Params fields) {
        return fields.text("card").flatMap(TestCard::numbered).orElse(TestCard.VISA);
    }

    private Done pay(Session session, Params fields) {
        var number = fields.text("card").orElse("").replaceAll("[\\s-]", "");
        if (!number.matches("\\d{12,19}") || !isLuhn(number)) {
            return Done.complain("Your card number is invalid.");
        }
        var card = TestCard.numbered(number);
        return tried(
                session, How.PAY, card.orElse(TestCard.VISA), card.isPresent() ? "" : "test_mode_live_card", fields);
    }

    static boolean isLuhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    private Done tried(Session session, How how, TestCard card, String declineCode, Params fields) {
        if (how == How.PAY && !session.isOpen()) {
            return closed(session);
        }
        checkout.pay(session, how, card, declineCode, fields.text("email").orElse(""), moment());
        var now = vault.get(Session.class, session.id());
        if (how == How.TWICE) {
            return Done.say("The money was taken a second time.");
        }
        var intent = checkout.intentOf(now).orElseThrow();
        return switch (intent.status()) {
            case "requires_payment_method" -> Done.complain(PayPage.declined(intent.lastError()));
            case "requires_action" -> Done.say("");
            default ->
                how == How.LATE
                        ? Done.say("The money has arrived, though the session was closed.")
                        : Done.go(PayPage.back(now, "success_url"));
        };
    }

    private static Done closed(Session session) {
        return Done.complain(
                session.status().equals("expired")
                        ? "This session has expired: nothing was paid now."
                        : "This was paid before: nothing was paid now.");
    }

    private Done authenticated(Session session, Optional<Intent> intent, boolean passed) {
        if (intent.isEmpty() || !intent.get().status().equals("requires_action")) {
            return Done.complain("Nobody asks for that now.");
        }
        payments.authenticated(intent.get(), passed, moment());
        var now = payments.get(intent.get().id());
        return passed && now.status().equals("succeeded")
                ? Done.go(PayPage.back(session, "success_url"))
                : Done.complain(PayPage.declined(now.lastError()));
    }

    private Done dispute(Optional<Intent> intent, boolean inquiry) {
        var charge = intent.filter(each -> each.status().equals("succeeded"))
                .flatMap(each -> Optional.ofNullable(each.charge()))
                .map(id -> vault.get(Charge.class, id));
        if (charge.isEmpty() || charge.get().left() == 0 || charge.get().disputed()) {
            return Done.complain("There is nothing to dispute.");
        }
        disputes.begin(charge.get(), inquiry ? "general" : "fraudulent", inquiry, moment());
        return Done.say(inquiry ? "The payer's bank asks." : "The payer's bank has taken the money back.");
    }

    /** The bank's step for a payment made without a session. */
    private Answer bank(Call call) {
        var id = call.part(0);
        var intent = journal.look(() -> vault.find(Intent.class, id));
        if (intent.isEmpty()) {
            return page.nothing("There is no such payment here.");
        }
        if (call.method().equals("GET")) {
            return page.bank(intent.get(), "");
        }
        boolean passed = "approve".equals(call.fields().get("action"));
        var now = journal.change(() -> {
            payments.authenticated(payments.get(id), passed, moment());
            return payments.get(id);
        });
        afterwards.run();
        return now.terms().returnUrl().isEmpty()
                ? page.bank(now, passed ? "The bank has let it pass." : "The bank has refused.")
                : Answer.seeOther(
                        now.terms().returnUrl() + (now.terms().returnUrl().contains("?") ? "&" : "?")
                                + "payment_intent=" + id + "&redirect_status=" + (passed ? "succeeded" : "failed"));
    }
}
