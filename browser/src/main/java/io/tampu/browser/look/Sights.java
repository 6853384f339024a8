package io.tampu.browser.look;

import com.microsoft.playwright.Page;
import io.tampu.browser.Chromium;
import io.tampu.browser.Pass;
import io.tampu.browser.Person;
import io.tampu.browser.Site;
import io.tampu.browser.View;
import io.tampu.sandbox.stage.StageProblem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every page of the website, with travellers to whom has happened what the pages show. */
public final class Sights {

    /** What pages are for: to send a form, to go on, to be read. */
    private static final String FORM = "main form .button";

    private static final String GO_ON = "main a.button";
    private static final String HEADING = "h1";

    private static final int UNTIL_CLEARED = 1_000_000;
    private static final int LITTLE_IS_LEFT_MEGABYTES = 900;
    private static final String CHANGE = "/account/email";
    private static final int MOST_TRIES = 40;
    private static final int TRY_EVERY_MILLIS = 1_000;
    private static final String NO_CODE = "000 000";
    private static final String OUT_OF_STOCK = "code-34";

    /** Sends the form of the page with these fields, without asking whether the browser would let it go. */
    private static final String SEND = """
            fields => {
                const form = document.querySelector('main form');
                for (const [name, value] of Object.entries(fields)) {
                    const field = form.querySelector(`[name="${name}"]`) ?? form.appendChild(document.createElement('input'));
                    Object.assign(field, { name, value });
                }
                form.submit();
            }
            """;

    private final Chromium chromium;
    private final Site site;
    private final List<Sight> sights = new ArrayList<>();

    private Sights(Chromium chromium, Site site) {
        this.chromium = chromium;
        this.site = site;
    }

    /** Leaves a fault at the wholesaler, so that a renewal goes on waiting: to be cleared when all is seen. */
    public static List<Sight> of(Chromium chromium, Site site) {
        var all = new Sights(chromium, site);
        var prover = all.signedIn();
        var proved = all.signedIn();
        all.ofStrangers();
        all.whoIsAskedForACode();
        all.somebody(all::whoIsAboutToRenew);
        all.somebody(all::whoRenewed);
        all.somebody(all::whoGivesBack);
        all.somebody(all::whoseWholesalerHasNothingLeft);
        all.somebody(all::whoGoesToPayByCard);
        all.somebody(all::whoseCardIsDeclined);
        all.somebody(all::whoWaits);
        all.whoProvesTheAddress(prover);
        all.whoProvedTheAddress(proved);
        prover.device().close();
        proved.device().close();
        return all.sights;
    }

    private void ofStrangers() {
        add("welcome", "/", Pass.NONE, FORM);
        add("sign in", "/sign-in", Pass.NONE, FORM);
        add("sign in, not an address", "/sign-in", Pass.NONE, FORM, send(Map.of("email", "traveller")));
        add("help", "/help", Pass.NONE, HEADING);
        sights.add(new Sight("no such page", site.at("/nowhere").toString(), Pass.NONE, GO_ON, 404));
        add("form of yesterday", "/sign-in", Pass.NONE, FORM, send(Map.of("_csrf", "gone")));
        add("seller", "/seller", Pass.of("seller", Site.SELLER_PASSWORD), GO_ON);
    }

    private void whoIsAskedForACode() {
        try (var device = chromium.device(View.phone())) {
            var person = new Person(site, device, site.traveller());
            person.goTo("/sign-in");
            person.askForCode();
            add("code", "/sign-in/code", pass(person), FORM);
            add("code, a wrong one", "/sign-in/code", pass(person), FORM, send(Map.of("code", NO_CODE)));
        }
    }

    private void somebody(Consumer<Person> story) {
        var person = signedIn();
        try (var used = person.device()) {
            story.accept(person);
        }
    }

    private Person signedIn() {
        var person = new Person(site, chromium.device(View.phone()), site.traveller());
        person.signIn();
        return person;
    }

    private void whoIsAboutToRenew(Person person) {
        site.world().use(person.who().iccid(), LITTLE_IS_LEFT_MEGABYTES);
        person.topUp();
        person.goTo("/");
        var esim = esim(person);
        add("my esims", "/", pass(person), GO_ON);
        add("one esim", esim, pass(person), GO_ON);
        add("choose", esim + "/renew", pass(person), FORM);
        person.preview();
        add("preview", path(person), pass(person), FORM);
        add("add an esim", "/esims/add", pass(person), FORM);
        var other = Map.of("iccid", "8951000000000000000", "email", "traveller@sandbox.invalid", "code", NO_CODE);
        add("add an esim, a wrong code", "/esims/add", pass(person), FORM, send(other));
        add("no renewals yet", "/renewals", pass(person), GO_ON);
    }

    private void whoRenewed(Person person) {
        var esim = esim(person);
        person.topUp();
        add("top-up done", path(person), pass(person), GO_ON);
        person.goTo("/");
        renewFromBalance(person);
        person.awaitRenewed();
        add("renewed", person.renewal(), pass(person), GO_ON);
        add("receipt", person.renewal() + "/receipt", pass(person), GO_ON);
        add("my renewals", "/renewals", pass(person), HEADING);
        add("one esim, renewed", esim, pass(person), HEADING);
        add("balance", "/balance", pass(person), FORM);
        add("account", "/account", pass(person), FORM);
        add("change of address", "/account/email", pass(person), FORM);
    }

    private void whoGivesBack(Person person) {
        person.topUp();
        person.goTo("/");
        renewFromBalance(person);
        person.awaitRenewed();
        person.giveBack();
        add("given back", person.renewal(), pass(person), GO_ON);
        add("receipt and credit note", person.renewal() + "/receipt", pass(person), GO_ON);
    }

    private void whoseWholesalerHasNothingLeft(Person person) {
        person.topUp();
        person.goTo("/");
        site.world().arm("airalo.topup", OUT_OF_STOCK, 1);
        renewFromBalance(person);
        person.awaitRest();
        add("refunded", person.renewal(), pass(person), HEADING);
    }

    private void whoGoesToPayByCard(Person person) {
        person.preview();
        person.goToPayByCard();
        person.goTo("/renewals");
        var renewal =
                person.page().locator("main a[href^='/renewals/']").first().getAttribute("href");
        add("awaiting payment", renewal, pass(person), FORM);
        add("my esims, to be paid", "/", pass(person), GO_ON);
    }

    private void whoseCardIsDeclined(Person person) {
        person.preview();
        person.goToPayByCard();
        person.useCard(Person.DECLINED);
        person.turnAway();
        add("card declined", person.renewal(), pass(person), FORM);
    }

    private void whoProvesTheAddress(Person person) {
        askForProof(person);
        var wrong = send(Map.of("step", "prove", "code", NO_CODE));
        add("change of address, proof", CHANGE + "?step=prove", pass(person), FORM, wrong);
    }

    private void whoProvedTheAddress(Person person) {
        var first = person.code();
        askForProof(person);
        person.page().fill("input[name=code]", person.codeAfter(first));
        send(Map.of("step", "prove")).accept(person.page());
        add("change of address, new one", CHANGE, pass(person), FORM);
        var wanted = "new-" + person.who().email();
        send(Map.of("step", "address", "email", wanted)).accept(person.page());
        var wrong = Map.of("step", "code", "code", NO_CODE, "email", wanted);
        add("change of address, code", CHANGE + "?step=code", pass(person), FORM, send(wrong));
    }

    /** No address gets two codes within half a minute; by now it has passed, or nearly. */
    private static void askForProof(Person person) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            person.goTo(CHANGE + "?step=start");
            send(Map.of("step", "start")).accept(person.page());
            if (person.page().locator("input[name=code]").count() == 1) {
                return;
            }
            person.page().waitForTimeout(TRY_EVERY_MILLIS);
        }
        throw new StageProblem("No code is sent to prove " + person.who().email() + ".");
    }

    private void whoWaits(Person person) {
        person.topUp();
        site.world().arm("airalo.topup", "drop-reply-after-commit", 1);
        site.world().arm("airalo.orders", "status-503", UNTIL_CLEARED);
        site.world().arm("airalo.packages", "status-503", UNTIL_CLEARED);
        person.goTo("/");
        renewFromBalance(person);
        add("in doubt", person.renewal(), pass(person), HEADING);
        add("my esims, under way", "/", pass(person), GO_ON);
    }

    private static void renewFromBalance(Person person) {
        person.preview();
        person.payFromBalance();
    }

    /** The first one, on My eSIMs. */
    private static String esim(Person person) {
        return String.valueOf(person.page().getAttribute("section.card h2 a", "href"));
    }

    private static Pass pass(Person person) {
        return Pass.of(person.device().cookies());
    }

    private static String path(Person person) {
        var here = URI.create(person.page().url());
        return here.getRawPath() + (here.getRawQuery() == null ? "" : "?" + here.getRawQuery());
    }

    private static Consumer<Page> send(Map<String, String> fields) {
        return page -> page.waitForNavigation(() -> page.evaluate(SEND, fields));
    }

    private void add(String name, String path, Pass pass, String primary) {
        add(name, path, pass, primary, page -> {});
    }

    private void add(String name, String path, Pass pass, String primary, Consumer<Page> then) {
        sights.add(new Sight(name, site.at(path).toString(), pass, primary, 200, then));
    }
}
