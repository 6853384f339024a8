package io.tampu.sandbox.stripe;

import static io.tampu.sandbox.web.Html.text;

import io.tampu.sandbox.stripe.TestCard.Does;
import io.tampu.sandbox.web.Answer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page on which a payer pays. Forms and links only: it works without a script. */
final class PayPage {

    private static final String HEAD = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>%s</title><link rel="stylesheet" href="/stripe/pay.css"><div class="band"></div>
            <header><b>Sandbox checkout</b><span class="tag">test: no money moves</span></header><main>
            """;

    /** @param said what just happened; empty for nothing */
    Answer show(Session session, Optional<Intent> intent, String said, boolean bad) {
        var state = intent.map(Intent::status).orElse("");
        var body =
                switch (session.status()) {
                    case "open" -> state.equals("requires_action") ? challenge(session) : open(session);
                    case "complete" -> complete(session, state);
                    default -> expired(session);
                };
        return Answer.page(
                HEAD.formatted("Pay " + money(session)) + said(said, bad) + summary(session) + body + "</main></html>");
    }

    Answer nothing(String sentence) {
        var page = (Answer.Whole)
                Answer.page(HEAD.formatted("Nothing to pay") + "<h1>" + text(sentence) + "</h1></main></html>");
        return new Answer.Whole(404, page.headers(), page.body());
    }

    /** The step of a payer's bank for a payment that belongs to no page. */
    Answer bank(Intent intent, String said) {
        var amount = Currencies.words(intent.amount(), intent.currency());
        boolean asking = intent.status().equals("requires_action");
        return Answer.page(HEAD.formatted("Your bank asks") + said(said, false) + "<h1>" + text(amount) + "</h1>"
                + (asking
                        ? "<section><h2>Your bank asks: is it you who pays?</h2>"
                                + choices(button("action", "approve", "Yes, it is me"), plain("refuse", "No"))
                                + "</section>"
                        : "<p>This payment is " + text(intent.status()) + ".</p>")
                + "</main></html>");
    }

    private static String money(Session session) {
        return Currencies.words(session.amount(), session.currency());
    }

    private static String said(String said, boolean bad) {
        return said.isEmpty()
                ? ""
                : "<p class=\"said%s\" role=\"%s\">%s</p>"
                        .formatted(bad ? " bad" : "", bad ? "alert" : "status", text(said));
    }

    private static String summary(Session session) {
        var bought = new Params(session.asked())
                .each("line_items").stream()
                        .map(line -> {
                            var name = line.inner("price_data")
                                    .inner("product_data")
                                    .text("name")
                                    .orElse("One item");
                            long quantity = line.whole("quantity").orElse(1);
                            return "<li>" + text(name) + (quantity > 1 ? " &times; " + quantity : "") + "</li>";
                        })
                        .collect(Collectors.joining());
        return """
                <p class="soft">Pay Tampu (sample shop)</p><h1>%s</h1><ul>%s</ul>
                """.formatted(text(money(session)), bought);
    }

    private String open(Session session) {
        return """
                <section><form method="post"><input type="hidden" name="action" value="pay">
                <label class="wide">Card number<input name="card" inputmode="numeric" autocomplete="off" placeholder="4242 4242 4242 4242" required></label>
                <label>Valid to<input name="expiry" placeholder="12 / 34" autocomplete="off"></label>
                <label>Code<input name="cvc" inputmode="numeric" placeholder="123" autocomplete="off"></label>
                %s
                <button>Pay %s</button></form>%s</section>
                <section><h2>Or pay with a test card</h2><form method="post"><input type="hidden" name="action" value="pay">
                <h3>It pays</h3>%s<h3>It is declined</h3>%s<h3>It asks its owner first</h3>%s<h3>It pays, and something comes after</h3>%s</form></section>
                <section class="own"><h2>The sandbox's own</h2><p class="soft">No payer can do these on purpose; they happen all the same.</p>
                <form method="post"><input type="hidden" name="action" value="decline"><label>Decline for any reason<select name="code">%s</select></label><button class="plain">Decline</button></form>
                %s</section>
                """.formatted(
                        email(session),
                        text(money(session)),
                        form(plain("cancel", "Cancel and go back")),
                        cards(card -> card.does == Does.PAY && !isOddRefund(card)),
                        cards(card -> card.does == Does.DECLINE),
                        cards(card -> card.does == Does.ASK_PAYER),
                        cards(card -> card.does == Does.DISPUTE || card.does == Does.INQUIRY || isOddRefund(card)),
                        Decline.codes().stream()
                                .map(code -> "<option>" + text(code) + "</option>")
                                .collect(Collectors.joining()),
                        choices(
                                plain("wait", "Let it take its time: pending first"),
                                plain("expire", "Let the session expire")));
    }

    private static boolean isOddRefund(TestCard card) {
        return card == TestCard.REFUND_PENDS || card == TestCard.REFUND_FAILS;
    }

    private static String email(Session session) {
        return session.email() == null
                ? "<label class=\"wide\">Email<input name=\"email\" type=\"email\" autocomplete=\"off\""
                        + " placeholder=\"traveller@sandbox.invalid\"></label>"
                : "<p class=\"soft\">The receipt goes to " + text(session.email()) + ".</p>";
    }

    private static String cards(Predicate<TestCard> which) {
        return Arrays.stream(TestCard.values())
                .filter(which)
                // Two names may be of one card.
                .filter(card ->
                        TestCard.numbered(card.number).filter(card::equals).isPresent())
                .map(card -> "<button class=\"card\" name=\"card\" value=\"%s\"><b>%s</b> <span>%s</span></button>"
                        .formatted(card.number, spaced(card.number), text(card.words)))
                .collect(Collectors.joining("", "<div class=\"cards\">", "</div>"));
    }

    private static String spaced(String number) {
        return number.replaceAll("(\\d{4})(?=\\d)", "$1 ");
    }

    private static String challenge(Session session) {
        return "<section><h2>Your bank asks: is it you who pays " + text(money(session)) + "?</h2>"
                + choices(button("action", "approve", "Yes, it is me"), plain("refuse", "No")) + "</section>";
    }

    private String complete(Session session, String state) {
        boolean paid = session.paymentStatus().equals("paid");
        var heading = paid
                ? "This is paid."
                : state.equals("processing") ? "This payment is under way." : "This payment did not arrive.";
        var own = state.equals("processing")
                ? choices(plain("arrive", "Let the money arrive"), plain("bounce", "Let it bounce"))
                : choices(
                        plain("twice", "Take the money a second time"),
                        plain("dispute", "Dispute it as fraud"),
                        plain("inquiry", "Let the bank only ask"));
        return """
                <section><h2>%s</h2><p><a class="go" href="%s">Back to the shop</a></p></section>
                <section class="own"><h2>The sandbox's own</h2>%s</section>
                """.formatted(heading, text(back(session, "success_url")), own);
    }

    private static String expired(Session session) {
        boolean paid = session.paymentStatus().equals("paid");
        return """
                <section><h2>%s</h2><p><a class="go" href="%s">Back to the shop</a></p></section>
                <section class="own"><h2>The sandbox's own</h2><p class="soft">A payment and a closing that cross each other on the way.</p>%s</section>
                """.formatted(
                        paid ? "This session had expired when its money came." : "This session has expired.",
                        text(back(session, "cancel_url")),
                        paid
                                ? choices(plain("dispute", "Dispute it as fraud"))
                                : choices(plain("late", "Let the money arrive all the same")));
    }

    /** Where the payer goes from here. */
    static String back(Session session, String name) {
        var url = session.text(name);
        return (url.isEmpty() ? session.text("success_url") : url)
                .replace("{CHECKOUT_SESSION_ID}", session.id())
                .replace("%7BCHECKOUT_SESSION_ID%7D", session.id());
    }

    private static String choices(String... buttons) {
        return form(String.join("", buttons));
    }

    private static String form(String inner) {
        return "<form method=\"post\">" + inner + "</form>";
    }

    private static String plain(String action, String label) {
        return "<button class=\"plain\" name=\"action\" value=\"" + action + "\">" + text(label) + "</button>";
    }

    private static String button(String name, String value, String label) {
        return "<button name=\"" + name + "\" value=\"" + value + "\">" + text(label) + "</button>";
    }

    /** What a declined payer reads. */
    static String declined(@Nullable Decline why) {
        return why == null
                ? "The payment did not come about."
                : why.message() + " (" + (why.declineCode() == null ? why.code() : why.declineCode())
                        + ") Try another card.";
    }
}
