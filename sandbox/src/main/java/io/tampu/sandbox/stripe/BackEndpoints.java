package io.tampu.sandbox.stripe;

import io.tampu.sandbox.stripe.Ask.Reply;
import io.tampu.sandbox.stripe.Refunds.Later;
import io.tampu.sandbox.web.Router;
import java.util.LinkedHashMap;
import java.util.Set;

/** {@code /v1/refunds} and {@code /v1/disputes}. */
final class BackEndpoints {

    private static final Set<String> KNOWN = Set.of(
            "amount",
            "charge",
            "currency",
            "customer",
            "expand",
            "instructions_email",
            "metadata",
            "origin",
            "payment_intent",
            "reason",
            "refund_application_fee",
            "reverse_transfer");

    private static final long USUAL_FAILS_AFTER_SECONDS = 60;

    private final Vault vault;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Times times;

    BackEndpoints(Vault vault, Refunds refunds, Disputes disputes, Times times) {
        this.vault = vault;
        this.refunds = refunds;
        this.disputes = disputes;
        this.times = times;
    }

    void addRoutes(Router router, Gate gate, String at) {
        router.on("POST", at + "refunds", gate.writing(this::create), "stripe.refund");
        router.on("GET", at + "refunds", gate.reading(this::list), "stripe.refunds");
        router.on("GET", at + "refunds/*", gate.reading(ask -> new Reply.One(refund(ask))), "stripe.refunds");
        router.on("POST", at + "refunds/*", gate.writing(this::update));
        router.on("POST", at + "refunds/*/cancel", gate.writing(this::cancel));
        router.on("GET", at + "disputes", gate.reading(this::disputes), "stripe.dispute");
        router.on("GET", at + "disputes/*", gate.reading(ask -> new Reply.One(dispute(ask))), "stripe.dispute");
        router.on("POST", at + "disputes/*", gate.writing(this::answer), "stripe.dispute");
        router.on("POST", at + "disputes/*/close", gate.writing(this::close), "stripe.dispute");
    }

    private Refund refund(Ask ask) {
        return vault.find(Refund.class, ask.part(0))
                .orElseThrow(() -> Problem.noSuch("refund", ask.part(0), "refund", true));
    }

    private Reply create(Ask ask) {
        var params = ask.params();
        params.only(KNOWN);
        var reason = params.text("reason").orElse("");
        if (!reason.isEmpty()) {
            params.oneOf("reason", "", "duplicate", "fraudulent", "requested_by_customer");
        }
        var metadata = params.metadata("metadata");
        var charge = charge(params);
        if (charge.isWhollyRefunded()) {
            throw Problem.cannot(
                    "charge_already_refunded", "Charge " + charge.id() + " has already been refunded.", null);
        }
        if (disputes.bars(charge)) {
            throw Problem.cannot(
                    "charge_disputed",
                    "Charge " + charge.id() + " has been charged back; cannot issue a refund.",
                    null);
        }
        long amount = params.has("amount") ? params.needWhole("amount", 1) : charge.left();
        if (amount > charge.left()) {
            throw Problem.cannot(
                    null,
                    "Refund amount (" + Currencies.words(amount, charge.currency()) + ") is greater than "
                            + (charge.refunded() > 0 ? "unrefunded amount on charge (" : "charge amount (")
                            + Currencies.words(charge.left(), charge.currency()) + ")",
                    "amount");
        }
        return new Reply.One(refunds.make(charge, amount, reason, metadata, later(ask, charge), ask.moment()));
    }

    /** What becomes of it: as the card says, or as a fault has it. */
    private Later later(Ask ask, Charge charge) {
        var twist = ask.call().header(Stripe.TWIST);
        if (twist.isPresent()) {
            long after = twist.get().equals("-") ? USUAL_FAILS_AFTER_SECONDS : Long.parseLong(twist.get());
            return new Later(times.waiting() + after, "failed");
        }
        return switch (charge.method().card()) {
            case REFUND_PENDS -> new Later(times.waiting() + Refunds.USUAL_WAIT_SECONDS, "succeeded");
            case REFUND_FAILS -> new Later(times.waiting() + Refunds.USUAL_WAIT_SECONDS, "failed");
            default -> Later.NOTHING;
        };
    }

    private Charge charge(Params params) {
        var byIntent = params.text("payment_intent");
        var byCharge = params.text("charge");
        if (byIntent.isPresent()) {
            var intent = vault.find(Intent.class, byIntent.get())
                    .orElseThrow(() -> Problem.noSuch("payment_intent", byIntent.get(), "payment_intent", false));
            if (intent.charge() == null || !intent.status().equals("succeeded")) {
                throw Problem.cannot(
                        null,
                        "This PaymentIntent (" + intent.id() + ") does not have a successful charge to refund.",
                        "payment_intent");
            }
            return vault.get(Charge.class, intent.charge());
        }
        if (byCharge.isEmpty()) {
            throw Problem.invalid(
                    "parameter_missing",
                    "One of the following params should be provided for this request: payment_intent or charge.",
                    null);
        }
        var charge = vault.find(Charge.class, byCharge.get())
                .orElseThrow(() -> Problem.noSuch("charge", byCharge.get(), "charge", false));
        if (charge.captured() == 0) {
            throw Problem.cannot(
                    null, "Charge " + charge.id() + " has not been captured; cannot issue a refund.", "charge");
        }
        return charge;
    }

    private Reply list(Ask ask) {
        var intent = ask.params().text("payment_intent");
        var charge = ask.params().text("charge");
        var of = charge.or(() -> intent);
        return Paging.page(
                "/v1/refunds",
                of.isPresent() ? vault.refundsOf(of.get()) : vault.refunds.all(),
                ask.params(),
                refund -> true);
    }

    private Reply update(Ask ask) {
        var refund = refund(ask);
        var metadata = new LinkedHashMap<>(refund.metadata());
        SessionEndpoints.change(metadata, ask.params().metadata("metadata"));
        refunds.setMetadata(refund, metadata);
        return new Reply.One(refund(ask));
    }

    private Reply cancel(Ask ask) {
        var refund = refund(ask);
        if (!refund.status().equals("requires_action") && !refund.status().equals("pending")) {
            throw Problem.cannot(
                    null, "This refund cannot be canceled because it has a status of " + refund.status() + ".", null);
        }
        refunds.end(refund, "canceled", ask.moment());
        return new Reply.One(refund(ask));
    }

    private Dispute dispute(Ask ask) {
        return vault.find(Dispute.class, ask.part(0))
                .orElseThrow(() -> Problem.noSuch("dispute", ask.part(0), "dispute", true));
    }

    private Reply disputes(Ask ask) {
        var of = ask.params().text("charge").or(() -> ask.params().text("payment_intent"));
        return Paging.page(
                "/v1/disputes",
                of.isPresent() ? vault.disputesOf(of.get()) : vault.disputes.all(),
                ask.params(),
                dispute -> true);
    }

    /** Evidence. As in Stripe's test mode, the words in {@code uncategorized_text} decide the case. */
    private Reply answer(Ask ask) {
        var dispute = dispute(ask);
        refuseWhenOver(dispute);
        var params = ask.params();
        var evidence = new LinkedHashMap<String, String>();
        params.inner("evidence").all().forEach((name, value) -> evidence.put(name, value.toString()));
        boolean submit = params.oneOf("submit", "true", "true", "false").equals("true") && !evidence.isEmpty();
        disputes.answer(dispute, evidence, submit, params.metadata("metadata"), ask.moment());
        var words = evidence.getOrDefault("uncategorized_text", "");
        if (submit && words.equals("winning_evidence")) {
            disputes.end(dispute(ask), dispute.isInquiry() ? "warning_closed" : "won", ask.moment());
        } else if (submit && words.equals("losing_evidence")) {
            disputes.end(dispute(ask), dispute.isInquiry() ? "warning_closed" : "lost", ask.moment());
        }
        return new Reply.One(dispute(ask));
    }

    private Reply close(Ask ask) {
        var dispute = dispute(ask);
        refuseWhenOver(dispute);
        disputes.end(dispute, dispute.isInquiry() ? "warning_closed" : "lost", ask.moment());
        return new Reply.One(dispute(ask));
    }

    private static void refuseWhenOver(Dispute dispute) {
        if (dispute.isOver()) {
            throw Problem.cannot(null, "This dispute is already closed.", null);
        }
    }
}
