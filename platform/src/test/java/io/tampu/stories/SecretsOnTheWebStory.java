package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.Json;
import io.tampu.stories.BlabbingStripe.Mood;
import io.tampu.stories.TravellersBrowser.Form;
import io.tampu.stories.TravellersBrowser.Page;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A traveller's whole way over the website, at the most talkative level of the log and with an outside that repeats whatever it is
 * told: nothing that was told in confidence is in the log, in the database, in a page, or in an address.
 */
class SecretsOnTheWebStory {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PAYER = "payer@travellers.example";
    private static final String MOVER = "mover@travellers.example";
    private static final String MOVED = "moved@travellers.example";
    private static final String BUYER = "buyer@travellers.example";
    private static final String DEMO = "demo@travellers.example";
    private static final String REFUSED = "refused@travellers.example";
    private static final String UNHEARD = "unheard@travellers.example";
    private static final String GIVEN_UP = "given-up@travellers.example";

    @TempDir
    private Path folder;

    private final Told told = new Told();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void nothingToldInConfidenceIsTold() throws Exception {
        try (var outside = new BlabbingOutside(folder, told, List.of(PAYER, PAYER, BUYER), DEMO)) {
            List.of(PAYER, MOVER, MOVED, BUYER, DEMO, REFUSED, UNHEARD, GIVEN_UP)
                    .forEach(told::email);

            signInAndUp(outside);
            claim(outside);
            demoLink(outside);
            seller(outside);
            payByCard(outside);
            refund(outside);
            badMoodsOfStripe(outside);
            badMoodsOfMail(outside);
            requestsThatAreNone(outside);

            String printed = outside.lastWords();
            assertThat(printed)
                    .contains("DEBUG")
                    .contains("ALARM provider-refuses-us")
                    .contains("ALARM mail-server-refuses-us")
                    .contains("ALARM letter-given-up")
                    .contains("was refused: ");
            assertThat(told.kindsOfCookies()).containsExactlyInAnyOrder("tampu", "tampu-code", "tampu-form");
            assertThat(told.codes()).isGreaterThanOrEqualTo(11);
            String rows = outside.rows();
            assertThat(letters(outside, "state = 'WAITING'")).isZero();
            assertThat(letters(outside, "state = 'SENT'")).isPositive();
            assertThat(letters(outside, "state = 'GIVEN_UP'")).isGreaterThanOrEqualTo(2);
            SoftAssertions.assertSoftly(all -> {
                all.assertThat(told.leaksOfLog(printed)).as("in the log").isEmpty();
                all.assertThat(Pattern.compile("Bearer [A-Za-z0-9._-]{10,}")
                                .matcher(printed)
                                .find())
                        .as("a bearer's token in the log")
                        .isFalse();
                all.assertThat(told.leaksOfPages()).as("in pages and addresses").isEmpty();
                all.assertThat(told.leaksOfRows(rows)).as("in the database").isEmpty();
            });
        }
    }

    private TravellersBrowser browser(BlabbingOutside outside) {
        return new TravellersBrowser(outside.port()).watchedBy(told::watch);
    }

    /** As a letter brings it; a wrong one is typed before. */
    private Page type(BlabbingOutside outside, TravellersBrowser browser, Form form, String email, long lettersBefore)
            throws Exception {
        Programs.await("a letter to " + email, () -> outside.mail().count(email) > lettersBefore);
        String code = told.code(outside.mail().codeFor(email).orElseThrow());
        String wrong = told.code((code.charAt(0) == '9' ? '1' : '9') + code.substring(1));
        assertThat(browser.send(form.with("code", wrong)).status()).isEqualTo(422);
        Page typed = browser.send(form.with("code", code));
        assertThat(typed.status()).isEqualTo(303);
        return typed;
    }

    private static Page ask(BlabbingOutside outside, TravellersBrowser browser, String email) {
        outside.forgetLimits();
        return browser.follow(
                browser.send(browser.get("/sign-in").form("/sign-in").with("email", email)));
    }

    private TravellersBrowser signedIn(BlabbingOutside outside, String email) throws Exception {
        var browser = browser(outside);
        long before = outside.mail().count(email);
        type(outside, browser, ask(outside, browser, email).form("/sign-in/code"), email, before);
        return browser;
    }

    /** Signs in, shows again who is there, and moves to another address. */
    private void signInAndUp(BlabbingOutside outside) throws Exception {
        var mover = signedIn(outside, MOVER);
        long before = outside.mail().count(MOVER);
        outside.forgetLimits();
        Page proving =
                mover.follow(mover.send(mover.get("/account/email?step=start").form("/account/email")));
        Page proved = mover.follow(type(outside, mover, proving.form("/account/email"), MOVER, before));
        Page moving = mover.follow(mover.send(proved.form("/account/email").with("email", MOVED)));
        assertThat(mover.follow(type(outside, mover, moving.form("/account/email"), MOVED, 0))
                        .words())
                .contains(MOVED);
        mover.send(mover.get("/account").form("/sign-out"));
    }

    private void claim(BlabbingOutside outside) throws Exception {
        var payer = signedIn(outside, PAYER);
        String iccid = outside.lastEsim();
        Page asked = payer.follow(payer.send(
                payer.get("/esims/add").form("/esims/add").with("iccid", iccid).with("email", BUYER)));
        Page added = type(outside, payer, asked.form("/esims/add/code"), BUYER, 0);
        assertThat(added.location()).startsWith("/esims/");
    }

    private void demoLink(BlabbingOutside outside) {
        String token = BlabbingOutside.demoToken();
        assertThat(browser(outside).get("/sign-in/link/" + token).location()).isEqualTo("/");
        assertThat(browser(outside).get("/sign-in/link/" + token.substring(1)).status())
                .isEqualTo(404);
        assertThat(browser(outside).get("/sign-in/link/" + token).header("Referrer-Policy"))
                .isIn("no-referrer", "same-origin");
    }

    private void seller(BlabbingOutside outside) throws Exception {
        String right = BlabbingOutside.sellersLogin();
        var page = BlabbingOutside.get(outside.url() + "/seller", "Authorization", "Basic " + right);
        var refused = BlabbingOutside.get(outside.url() + "/seller", "Authorization", "Basic " + right + right);
        var noBasic = BlabbingOutside.get(outside.url() + "/seller", "Authorization", "Basic " + right + "!");
        assertThat(List.of(page.statusCode(), refused.statusCode(), noBasic.statusCode()))
                .containsExactly(200, 401, 401);
        assertThat(told.leaksOfAnswer(page.body() + refused.body() + noBasic.body() + refused.headers()))
                .isEmpty();
    }

    /** The preview of the first plan that fits the payer's nth eSIM. */
    private Form preview(TravellersBrowser payer, int nth) throws Exception {
        String esim = Pattern.compile("href=\"(/esims/[0-9a-z]{26})\"")
                .matcher(payer.get("/").body())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList()
                .get(nth);
        Programs.await("a plan to choose", () -> choice(payer, esim).isPresent());
        Form choice = choice(payer, esim).orElseThrow();
        return payer.get(choice.action() + "?plan=" + TravellersBrowser.encoded(choice.field("plan")))
                .form("/esims/");
    }

    private static Optional<Form> choice(TravellersBrowser payer, String esim) {
        return payer.get(esim + "/renew").forms().stream()
                .filter(one -> one.action().endsWith("/preview"))
                .findFirst();
    }

    private static String renewal(TravellersBrowser payer, Form form) {
        return payer.get("/renewals/by-key/" + form.field("key")).location().replace("?back=1", "");
    }

    private static void awaitWords(TravellersBrowser payer, String path, String words) throws Exception {
        Programs.await(words, () -> payer.get(path).words().contains(words));
    }

    /** Declined first; then the provider falls silent for a while when the payer tries again. */
    private void payByCard(BlabbingOutside outside) throws Exception {
        var payer = signedIn(outside, PAYER);
        Form form = preview(payer, 0).with("means", "card");
        Page paid = payer.send(form);
        String renewal = renewal(payer, form);
        outside.choose(paid.location(), "action=decline&code=insufficient_funds");
        awaitWords(payer, renewal, "there is not enough money on it");
        Page again = payer.send(payer.get(renewal).form(renewal).with("means", "card"));
        outside.choose(again.location(), "action=pay&card=4242424242424242");
        awaitWords(payer, renewal, "The network has confirmed");
        assertThat(payer.get(renewal + "/receipt").words()).contains("Visa 4242");
    }

    /** The wholesaler cannot, and what was paid goes back although Stripe is broken at first. */
    private void refund(BlabbingOutside outside) throws Exception {
        var payer = signedIn(outside, PAYER);
        Form form = preview(payer, 1).with("means", "card");
        Page paid = payer.send(form);
        String renewal = renewal(payer, form);
        outside.tellWorld("/world/faults", Map.of("target", "airalo.topup", "fault", "code-73", "count", 1));
        outside.choose(paid.location(), "action=pay&card=4242424242424242");
        awaitWords(payer, renewal, "We have refunded you");
    }

    private void badMoodsOfStripe(BlabbingOutside outside) throws Exception {
        var payer = signedIn(outside, PAYER);
        for (Mood mood : Mood.values()) {
            Form form = payer.get("/balance").form("/balance").with("amount", "20");
            outside.stripe().mood(mood);
            Page sent = payer.send(form);
            payer.follow(sent.location().startsWith("/") ? sent : payer.get("/balance"));
        }
        outside.stripe().mood(Mood.HONEST);
        var forged = new RawHttp(outside.port())
                .ask(
                        "POST /notifications/stripe HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n"
                                + "Stripe-Signature: " + BlabbingOutside.webhookSecrets() + "\r\n\r\n",
                        "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(forged.status()).isEqualTo(401);
        assertThat(told.leaksOfAnswer(forged.toString())).isEmpty();
    }

    private void badMoodsOfMail(BlabbingOutside outside) throws Exception {
        outside.mail().mood(BlabbingMail.Mood.REFUSING_LETTERS);
        ask(outside, browser(outside), REFUSED);
        Programs.await(
                "a refused letter", () -> letters(outside, "state = 'REFUSED' and address = '" + REFUSED + "'") == 1);
        told.code(outside.mail().codeFor(REFUSED).orElseThrow());

        outside.mail().mood(BlabbingMail.Mood.SILENT);
        ask(outside, browser(outside), UNHEARD);
        Programs.await(
                "a lost answer",
                () -> letters(outside, "state = 'WAITING' and tries = 1 and address = '" + UNHEARD + "'") == 1);
        told.code(outside.mail().codeFor(UNHEARD).orElseThrow());

        outside.mail().mood(BlabbingMail.Mood.REFUSING_LOGIN);
        ask(outside, browser(outside), GIVEN_UP);
        outside.awaitLine("ALARM mail-server-refuses-us");
        told.code(Json.MAPPER
                .readTree(outside.text("select facts from messages_letter where address = '" + GIVEN_UP + "'"))
                .path("code")
                .asString());

        // As if their time were over, for those two.
        outside.text(
                "with due as (update messages_letter set due_at = now(), give_up_at = now() where state = 'WAITING'"
                        + " returning 1) select count(*)::text from due");
        Programs.await("letters given up", () -> letters(outside, "state = 'WAITING'") == 0);
        outside.mail().mood(BlabbingMail.Mood.TAKING);
    }

    /** What a server refuses before anybody of ours has seen it, and likes to quote. */
    private void requestsThatAreNone(BlabbingOutside outside) throws Exception {
        var payer = signedIn(outside, PAYER);
        String cookies = payer.cookieHeader();
        String seller = BlabbingOutside.sellersLogin();
        String token = BlabbingOutside.demoToken();
        String code = told.code("904417");
        List<String> heads = List.of(
                "GET / HTTP/1.1\r\nCookie : " + cookies,
                "GET / HTTP/1.1\r\nCookie: a=\u0001; " + cookies,
                "GET / HTTP/1.1\r\nCookie: \"" + cookies,
                "GET / HTTP/1.1\r\nCookie: a=\u00e9\\; " + cookies + "\u00e9",
                "GET / HTTP/1.1\r\nCoo kie: " + cookies,
                "GET / HTTP/1.1\r\nCookie: " + cookies + "\r\n\u0001",
                "GET / HTTP/1.1\r\nCookie: " + cookies + "x".repeat(70_000),
                "GET /seller HTTP/1.1\r\nAuthorization: Basic " + seller + "\u0000",
                "GET /seller HTTP/1.1\r\nAuthorization : Basic " + seller,
                "GET /api/v1/balance HTTP/1.1\r\nAuthorization: Bearer " + token + "\u0000",
                "GET /sign-in/link/" + token + "{} HTTP/1.1",
                "GET /sign-in/link/" + token + "%zz HTTP/1.1",
                "GET /sign-in/link/" + token + "%2F HTTP/1.1",
                "GET /sign-in/link/" + token + " HTTP/1.1x",
                "GET /sign-in/link/" + token + " x HTTP/1.1",
                "GET / HTTP/1.1\r\nX: y\r\n " + cookies);
        for (String head : heads) {
            isRefusedWithoutQuoting(outside, head, "");
        }
        for (String body : List.of("code=" + code + "%zz", "code=" + code + "%ED%A0", "%zz=" + code, "&&=" + code)) {
            isRefusedWithoutQuoting(
                    outside,
                    "POST /sign-in/code HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: "
                            + cookies + "\r\nContent-Length: " + body.length(),
                    body);
        }
        isRefusedWithoutQuoting(
                outside, "POST /sign-in/code HTTP/1.1\r\nTransfer-Encoding: chunked", "code=" + code + "\r\n");
    }

    private void isRefusedWithoutQuoting(BlabbingOutside outside, String head, String body) {
        var answer = new RawHttp(outside.port())
                .ask(
                        head + "\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n",
                        body.getBytes(StandardCharsets.UTF_8));
        // A page leads to itself in other languages: whoever came by the demo's link knows that address already.
        String said = answer.body().replace("/sign-in/link/" + BlabbingOutside.demoToken(), "")
                + answer.headers().getOrDefault("location", "");
        assertThat(told.leaksOfAnswer(said)).as(head).isEmpty();
    }

    private static long letters(BlabbingOutside outside, String where) {
        return Long.parseLong(outside.text("select count(*)::text from messages_letter where " + where));
    }
}
