package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.stripe.Thing.Endpoint;
import io.tampu.sandbox.stripe.Thing.Event;
import io.tampu.sandbox.stripe.Thing.Moment;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Router;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be made to happen at Stripe, under {@code /world/stripe}: not part of its protocol. */
final class StripeDesk {

    private static final long ROLL_SECONDS = 24 * 3600;

    /** Who carries it out. */
    record Acts(Refunds refunds, Disputes disputes, Hooks hooks, Deliveries deliveries) {}

    private final Journal journal;
    private final Vault vault;
    private final Acts acts;
    private final Times times;
    private final Runnable afterwards;
    private final PaymentsPage page;

    StripeDesk(Journal journal, Vault vault, Acts acts, Times times, Runnable afterwards) {
        this.journal = journal;
        this.vault = vault;
        this.acts = acts;
        this.times = times;
        this.afterwards = afterwards;
        this.page = new PaymentsPage(vault, acts.deliveries());
    }

    void addRoutes(Router router) {
        router.on("GET", "/world/stripe", this::show);
        router.on("GET", "/world/stripe/payments", call -> journal.look(page::show));
        router.on("POST", "/world/stripe/webhook", this::webhook);
        router.on("POST", "/world/stripe/webhook/roll", this::roll);
        router.on("POST", "/world/stripe/payments/*/dispute", call -> dispute(call, false));
        router.on("POST", "/world/stripe/payments/*/inquiry", call -> dispute(call, true));
        router.on("POST", "/world/stripe/disputes/*/win", call -> endDispute(call, "won"));
        router.on("POST", "/world/stripe/disputes/*/lose", call -> endDispute(call, "lost"));
        router.on("POST", "/world/stripe/refunds/*/succeed", call -> endRefund(call, "succeeded"));
        router.on("POST", "/world/stripe/refunds/*/fail", call -> endRefund(call, "failed"));
        router.on("POST", "/world/stripe/refunds/*/cancel", call -> endRefund(call, "canceled"));
        router.on("POST", "/world/stripe/events/*/resend", this::resend);
    }

    private Answer show(Call call) {
        return journal.look(() -> Answer.json(
                200,
                Json.object(
                        "sessions", vault.sessions.size(),
                        "payments", vault.intents.size(),
                        "refunds", vault.refunds.size(),
                        "disputes", vault.disputes.size(),
                        "events", vault.events.size(),
                        "eventsUndelivered", acts.deliveries().undelivered().size(),
                        "deliveriesWaiting", acts.deliveries().waiting(),
                        "webhooks",
                                vault.endpoints.all().stream()
                                        .filter(each -> !each.deleted())
                                        .map(each -> Json.object(
                                                "id", each.id(),
                                                "url", each.url(),
                                                "secret", each.secret(),
                                                "events", each.types()))
                                        .toList())));
    }

    private Moment moment() {
        return new Moment(times.shown(), "", "");
    }

    /** {@code url}, and {@code events} where it should not be all. */
    private Answer webhook(Call call) {
        var fields = call.fields();
        var url = String.valueOf(fields.getOrDefault("url", ""));
        if (!SessionEndpoints.isUrl(url)) {
            return Answer.refused(400, "a webhook wants \"url\", an address with http or https");
        }
        var events = fields.get("events") instanceof List<?> some && !some.isEmpty()
                ? some.stream().map(String::valueOf).toList()
                : List.of("*");
        return answer(call, () -> shape(acts.hooks().set(times.shown(), url, events)));
    }

    private static Answer shape(Endpoint endpoint) {
        return Answer.json(200, Json.object("id", endpoint.id(), "url", endpoint.url(), "secret", endpoint.secret()));
    }

    /** A new secret for the endpoint of {@code url}, or the only one; for a day both sign. */
    private Answer roll(Call call) {
        var url = String.valueOf(call.fields().getOrDefault("url", ""));
        return answer(call, () -> {
            var endpoint = vault.endpoints.all().stream()
                    .filter(each ->
                            !each.deleted() && (url.isEmpty() || each.url().equals(url)))
                    .findFirst();
            if (endpoint.isEmpty()) {
                return Answer.refused(404, "no webhook is registered" + (url.isEmpty() ? "" : " for " + url));
            }
            var given = String.valueOf(call.fields().getOrDefault("secret", ""));
            var secret = given.isEmpty() ? Ids.of("whsec_", times.waitingMillis()) : given;
            return shape(acts.hooks().roll(endpoint.get(), secret, times.waiting() + ROLL_SECONDS));
        });
    }

    private Answer dispute(Call call, boolean inquiry) {
        return answer(call, () -> {
            var charge = vault.find(Intent.class, call.part(0))
                    .flatMap(intent -> Optional.ofNullable(intent.charge()))
                    .map(id -> vault.get(Charge.class, id))
                    .filter(each -> each.left() > 0 && !each.disputed());
            if (charge.isEmpty()) {
                return Answer.refused(409, "there is nothing to dispute in " + call.part(0));
            }
            var reason = String.valueOf(call.fields().getOrDefault("reason", inquiry ? "general" : "fraudulent"));
            var dispute = acts.disputes().begin(charge.get(), reason, inquiry, moment());
            return Answer.json(200, Json.object("id", dispute.id(), "status", dispute.status()));
        });
    }

    private Answer endDispute(Call call, String status) {
        return answer(call, () -> {
            var dispute = vault.find(Dispute.class, call.part(0)).filter(each -> !each.isOver());
            if (dispute.isEmpty()) {
                return Answer.refused(409, "there is no open dispute " + call.part(0));
            }
            acts.disputes().end(dispute.get(), dispute.get().isInquiry() ? "warning_closed" : status, moment());
            var now = vault.get(Dispute.class, call.part(0));
            return Answer.json(200, Json.object("id", now.id(), "status", now.status()));
        });
    }

    private Answer endRefund(Call call, String status) {
        return answer(call, () -> {
            var refund = vault.find(Refund.class, call.part(0)).filter(Refund::counts);
            if (refund.isEmpty()) {
                return Answer.refused(409, "there is no refund " + call.part(0) + " that could still change");
            }
            acts.refunds().end(refund.get(), status, moment());
            var now = vault.get(Refund.class, call.part(0));
            return Answer.json(200, Json.object("id", now.id(), "status", now.status()));
        });
    }

    private Answer resend(Call call) {
        return answer(call, () -> {
            var event = vault.find(Event.class, call.part(0));
            if (event.isEmpty() || !acts.deliveries().resend(event.get())) {
                return Answer.refused(404, "there is no event " + call.part(0) + " that anybody wants");
            }
            return Answer.json(200, Json.object("id", event.get().id()));
        });
    }

    private Answer answer(Call call, Supplier<Answer> act) {
        var answer = journal.change(act);
        afterwards.run();
        return call.isForm() && answer instanceof Answer.Whole whole && whole.status() == 200
                ? Answer.seeOther("/world/stripe/payments")
                : answer;
    }
}
