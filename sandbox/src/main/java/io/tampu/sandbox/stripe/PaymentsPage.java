package io.tampu.sandbox.stripe;

import static io.tampu.sandbox.web.Html.button;
import static io.tampu.sandbox.web.Html.text;

import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Html;
import java.util.Locale;
import java.util.stream.Collectors;

/** The desk's page of payments: what each came to, and what may still happen to it. To be used inside a look only. */
final class PaymentsPage {

    private static final int MOST = 50;

    private final Vault vault;
    private final Deliveries deliveries;

    PaymentsPage(Vault vault, Deliveries deliveries) {
        this.vault = vault;
        this.deliveries = deliveries;
    }

    Answer show() {
        return Answer.page("""
                <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>Payments in the sandbox</title><link rel="stylesheet" href="/world/world.css"><div class="band"></div>
                <header><nav><a class="name" href="/">Sandbox world</a><a href="/#faults">Faults</a><a href="/#ledger">Ledger</a></nav></header>
                <main><h1>%s</h1><p class="soft">Stripe as it stands here. What a payer, a bank or a late wire would do, a button does.</p>
                <section><h2>Open pages</h2>%s</section><section><h2>Payments</h2>%s</section><section><h2>Notifications</h2>%s</section></main></html>
                """.formatted(headline(), sessions(), payments(), notifications()));
    }

    private String headline() {
        int count = vault.intents.size();
        return count == 0 ? "Nobody has paid yet" : count == 1 ? "One payment" : "%,d payments".formatted(count);
    }

    private String sessions() {
        var all = vault.sessions.all();
        var rows = all.subList(Math.max(0, all.size() - MOST), all.size()).reversed().stream()
                .filter(each -> !each.status().equals("complete"))
                .map(each ->
                        "<div class=\"row\"><span><b>%s</b> %s <span class=\"tag%s\">%s</span></span><a href=\"%s/pay/%s\">Its page</a></div>"
                                .formatted(
                                        text(money(each.amount(), each.currency())),
                                        text(each.text("client_reference_id")),
                                        each.isOpen() ? " wait" : "",
                                        text(each.status()),
                                        Stripe.PREFIX,
                                        text(each.id())))
                .collect(Collectors.joining());
        return rows.isEmpty() ? "<p class=\"soft\">None is open or expired.</p>" : rows;
    }

    private static String money(long minor, String currency) {
        return Html.money(minor, currency.toUpperCase(Locale.ROOT));
    }

    private String payments() {
        var all = vault.intents.all();
        var rows = all.subList(Math.max(0, all.size() - MOST), all.size()).reversed().stream()
                .map(this::payment)
                .collect(Collectors.joining());
        return rows.isEmpty() ? "<p class=\"soft\">Each payment is a line here, newest first.</p>" : rows;
    }

    private String payment(Intent intent) {
        var mark = intent.metadata().getOrDefault(Till.MARK, "");
        var buttons = new StringBuilder();
        if (intent.session() != null) {
            buttons.append("<a href=\"%s/pay/%s\">Its page</a>".formatted(Stripe.PREFIX, text(intent.session())));
        }
        if (isDisputable(intent)) {
            buttons.append(button("/world/stripe/payments/" + intent.id() + "/dispute", "Dispute"))
                    .append(button("/world/stripe/payments/" + intent.id() + "/inquiry", "Let the bank ask"));
        }
        return "<div class=\"row\"><span><b>%s</b> <small>%s %s</small> <span class=\"tag%s\">%s</span></span></div>%s%s%s"
                .formatted(
                        text(money(intent.amount(), intent.currency())),
                        text(intent.id()),
                        text(mark),
                        intent.status().equals("succeeded") ? " ok" : intent.isOpen() ? " bad" : " wait",
                        text(why(intent)),
                        buttons.isEmpty() ? "" : "<div class=\"row\">" + buttons + "</div>",
                        vault.refundsOf(intent.id()).stream()
                                .map(PaymentsPage::refund)
                                .collect(Collectors.joining()),
                        vault.disputesOf(intent.id()).stream()
                                .map(PaymentsPage::dispute)
                                .collect(Collectors.joining()));
    }

    private static String why(Intent intent) {
        var error = intent.lastError();
        return error == null ? intent.status() : error.declineCode() == null ? error.code() : error.declineCode();
    }

    private boolean isDisputable(Intent intent) {
        return intent.status().equals("succeeded")
                && vault.chargesOf(intent.id()).stream().anyMatch(each -> each.left() > 0 && !each.disputed());
    }

    private static String refund(Refund refund) {
        var at = "/world/stripe/refunds/" + refund.id();
        var buttons = refund.counts()
                ? (refund.status().equals("pending") ? button(at + "/succeed", "Let it arrive") : "")
                        + button(at + "/fail", "Let it fail")
                : "";
        return back("refund", refund.id(), money(refund.amount(), refund.currency()), refund.status(), buttons);
    }

    private static String dispute(Dispute dispute) {
        var at = "/world/stripe/disputes/" + dispute.id();
        var buttons = dispute.isOver()
                ? ""
                : dispute.isInquiry()
                        ? button(at + "/lose", "Close it")
                        : button(at + "/win", "Won") + button(at + "/lose", "Lost");
        return back("dispute", dispute.id(), money(dispute.amount(), dispute.currency()), dispute.status(), buttons);
    }

    private static String back(String kind, String id, String money, String status, String buttons) {
        return "<div class=\"row\"><span>&#8618; %s of %s <small>%s</small> <span class=\"tag\">%s</span></span>%s</div>"
                .formatted(kind, text(money), text(id), text(status), buttons);
    }

    private String notifications() {
        var hooks = vault.endpoints.all().stream()
                .filter(each -> !each.deleted())
                .map(each -> "<p class=\"row\"><span>%s</span><span class=\"tag\">%s</span></p>"
                        .formatted(text(each.url()), text(String.join(", ", each.types()))))
                .collect(Collectors.joining());
        return (hooks.isEmpty() ? "<p class=\"soft\">No webhook is registered.</p>" : hooks)
                + "<p class=\"soft\">%,d events, %,d of them not received.</p>"
                        .formatted(vault.events.size(), deliveries.undelivered().size());
    }
}
