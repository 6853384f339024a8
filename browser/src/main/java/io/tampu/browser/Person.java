package io.tampu.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import io.tampu.sandbox.stage.StageProblem;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A traveller in front of a device: does what people do, by what stands on the page, whatever its language. Each act waits for the page
 * that it needs, and leaves the person on the next one.
 */
public final class Person {

    public static final String VISA = "4242424242424242";
    public static final String DECLINED = "4000000000009995";

    private static final Pattern CODE = Pattern.compile("(?m)^\\s*(\\d{3}[ -]?\\d{3})\\s*$");
    private static final Duration LETTER_PATIENCE = Duration.ofSeconds(15);
    private static final int LOOK_EVERY_MILLIS = 100;

    private static final String SEND = "form[action^='/sign-in?'] button.button";
    private static final String ENTER = "form[action^='/sign-in/code?'] button.button";
    private static final String PAY = "form[action*='/preview'] button.button";
    private static final String RECEIPT = "a[href$='/receipt']";

    private final Site site;
    private final Device device;
    private final Site.Traveller who;
    private Page page;

    public Person(Site site, Device device, Site.Traveller who) {
        this.site = site;
        this.device = device;
        this.who = who;
        this.page = device.page();
    }

    /** The same traveller with another device. */
    public Person on(Device other) {
        return new Person(site, other, who);
    }

    public Person inAnotherTab() {
        var other = new Person(site, device, who);
        other.page = device.anotherTab();
        return other;
    }

    public Page page() {
        return page;
    }

    public Device device() {
        return device;
    }

    public Site.Traveller who() {
        return who;
    }

    public void goTo(String path) {
        page.navigate(site.at(path).toString());
    }

    /** With the code that the letter brings. */
    public void signIn() {
        goTo("/sign-in");
        askForCode();
        enterCode();
    }

    /** From the page that asks for an address to the one that asks for the code. */
    public void askForCode() {
        page.fill("input[name=email]", who.email());
        page.click(SEND);
        page.waitForURL("**/sign-in/code*");
    }

    /** From the page that asks for the code to the first page behind it. */
    public void enterCode() {
        typeCode();
        page.click(ENTER);
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    public void typeCode() {
        page.fill("input[name=code]", code());
    }

    /** As the newest letter has it. */
    public String code() {
        return codeAfter("");
    }

    /** As the newest letter has it, as soon as that is another than the one before. */
    public String codeAfter(String before) {
        long until = System.nanoTime() + LETTER_PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var letters = site.world().letters(who.email()).path("letters");
            if (!letters.isEmpty()) {
                var code = code(letters.path(0).path("text").asString(""));
                if (!code.equals(before)) {
                    return code;
                }
            }
            page.waitForTimeout(LOOK_EVERY_MILLIS);
        }
        throw new StageProblem("No letter came to " + who.email() + ".");
    }

    private static String code(String letter) {
        var found = CODE.matcher(letter);
        if (!found.find()) {
            throw new StageProblem("There is no code in the letter: " + letter);
        }
        return found.group(1);
    }

    /** From My eSIMs to what is to be paid, with the plan that is proposed. */
    public void preview() {
        page.click("a.button[href$='/renew']");
        page.click("form[action$='/preview'] button.button");
        page.waitForSelector(PAY);
    }

    /** To the page of the renewal. */
    public void payFromBalance() {
        choose("balance");
        pay();
        page.waitForURL("**/renewals/*");
    }

    /** To the payment provider's page. */
    public void goToPayByCard() {
        choose("card");
        pay();
        awaitProvider();
    }

    public void choose(String means) {
        page.check("input[name=means][value=" + means + "]");
    }

    public void pay() {
        page.click(PAY);
    }

    public void awaitProvider() {
        page.waitForURL(site.world().url() + "/**");
    }

    /** On the provider's page; a card that pays leads back to the shop. */
    public void useCard(String number) {
        page.click("button[name=card][value='" + number + "']");
        page.waitForLoadState(LoadState.DOMCONTENTLOADED);
        var back = page.locator("a.go");
        if (back.count() > 0) {
            back.first().click();
        }
    }

    /** On the provider's page: away from it, without having paid. */
    public void turnAway() {
        page.click("button[name=action][value=cancel]");
        page.waitForURL(site.url() + "/**");
    }

    /** The page of the renewal says by itself that it is done. */
    public void awaitRenewed() {
        page.waitForSelector(RECEIPT);
    }

    /** The page of the renewal says by itself that nothing more will happen. */
    public void awaitRest() {
        page.waitForFunction("() => document.querySelector('#seen:not([data-moving])')");
    }

    /** What was renewed and not used. */
    public void giveBack() {
        page.click("summary");
        page.click("button[name=give-back]");
        page.waitForSelector("[aria-live] .note.done:not(:has(a))");
    }

    public void openReceipt() {
        page.click(RECEIPT);
        page.waitForURL("**/receipt*");
    }

    /** The address of the renewal that is on the page. */
    public String renewal() {
        var path = URI.create(page.url()).getPath();
        if (!path.matches("/renewals/[0-9a-z]{26}")) {
            throw new StageProblem("No renewal is on the page " + page.url() + ".");
        }
        return path;
    }

    /** By card, with the amount that is proposed; back on the balance's page. */
    public void topUp() {
        goTo("/balance");
        page.click("form[action='/balance'] button.button");
        awaitProvider();
        useCard(VISA);
        page.waitForURL("**/balance/top-ups/*");
        page.waitForFunction("() => !document.querySelector('[data-moving]')");
    }

    public String heading() {
        return page.locator("h1").first().innerText();
    }
}
