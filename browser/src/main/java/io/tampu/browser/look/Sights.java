package io.tampu.browser.look;

import com.microsoft.playwright.options.Cookie;
import io.tampu.browser.Chromium;
import io.tampu.browser.Person;
import io.tampu.browser.Site;
import io.tampu.browser.View;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Every page of the website, with travellers to whom has happened what the pages show. */
public final class Sights {

    private static final String BUTTON = "main .button";
    private static final String HEADING = "h1";
    private static final String FORM = "main form .button";
    private static final int UNTIL_CLEARED = 1_000_000;

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
        all.ofStrangers();
        all.ofSomebodyWhoRenews();
        all.ofSomebodyWhoseCardIsDeclined();
        all.ofSomebodyWhoWaits();
        return all.sights;
    }

    private void ofStrangers() {
        add("welcome", "/", List.of(), FORM);
        add("sign in", "/sign-in", List.of(), FORM);
        add("code", "/sign-in/code", List.of(), FORM);
        add("help", "/help", List.of(), HEADING);
        sights.add(new Sight("no such page", site.at("/nowhere").toString(), List.of(), BUTTON, 404));
    }

    private void ofSomebodyWhoRenews() {
        try (var device = chromium.device(View.phone())) {
            var person = new Person(site, device, site.traveller());
            person.signIn();
            add("my esims", "/", device.cookies(), BUTTON);
            var esim = person.page().getAttribute("section.card h2 a", "href");
            person.topUp();
            var topUp = path(person);
            person.goTo("/");
            person.preview();
            add("choose", esim + "/renew", device.cookies(), FORM);
            add("preview", path(person), device.cookies(), FORM);
            person.payFromBalance();
            person.awaitRenewed();
            var renewal = person.renewal();
            add("one esim", esim, device.cookies(), HEADING);
            add("renewed", renewal, device.cookies(), BUTTON);
            add("receipt", renewal + "/receipt", device.cookies(), HEADING);
            add("my renewals", "/renewals", device.cookies(), HEADING);
            add("balance", "/balance", device.cookies(), FORM);
            add("balance topped up", topUp, device.cookies(), HEADING);
            add("account", "/account", device.cookies(), FORM);
            add("change of address", "/account/email", device.cookies(), FORM);
            add("add an esim", "/esims/add", device.cookies(), FORM);
        }
    }

    private void ofSomebodyWhoseCardIsDeclined() {
        try (var device = chromium.device(View.phone())) {
            var person = new Person(site, device, site.traveller());
            person.signIn();
            person.preview();
            person.goToPayByCard();
            person.useCard(Person.DECLINED);
            person.turnAway();
            add("card declined", person.renewal(), device.cookies(), FORM);
            person.goTo("/");
            add("my esims, to be paid", "/", device.cookies(), BUTTON);
        }
    }

    private void ofSomebodyWhoWaits() {
        try (var device = chromium.device(View.phone())) {
            var person = new Person(site, device, site.traveller());
            person.signIn();
            person.topUp();
            site.world().arm("airalo.topup", "drop-reply-after-commit", 1);
            site.world().arm("airalo.orders", "status-503", UNTIL_CLEARED);
            site.world().arm("airalo.packages", "status-503", UNTIL_CLEARED);
            person.goTo("/");
            person.preview();
            person.payFromBalance();
            add("waiting", person.renewal(), device.cookies(), HEADING);
        }
    }

    private static String path(Person person) {
        var here = URI.create(person.page().url());
        return here.getRawPath() + (here.getRawQuery() == null ? "" : "?" + here.getRawQuery());
    }

    private void add(String name, String path, List<Cookie> cookies, String primary) {
        sights.add(new Sight(name, site.at(path).toString(), cookies, primary, 200));
    }
}
