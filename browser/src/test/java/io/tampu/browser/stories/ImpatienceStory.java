package io.tampu.browser.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.tampu.browser.Chromium;
import io.tampu.browser.Person;
import io.tampu.browser.Site;
import io.tampu.browser.View;
import org.junit.jupiter.api.Test;

/** People tap twice, go back, open a second tab, take another device, and come back when they are signed out. */
class ImpatienceStory extends WebStory {

    private static final String PAY = "form[action*='/preview'] button.button";

    ImpatienceStory(Chromium chromium, Site site) {
        super(chromium, site);
    }

    @Test
    void aDoubleTapPaysOnce() {
        var person = somebodyWithMoney(View.phone());
        person.preview();
        person.choose("balance");

        person.page().dblclick(PAY);
        person.page().waitForURL("**/renewals/*");
        person.awaitRenewed();

        assertRenewedOnce(person);
    }

    @Test
    void aDoubleTapOnTheCardIsOnePaymentPage() {
        var person = somebody(View.phone());
        person.signIn();
        person.preview();
        person.choose("card");

        person.page().dblclick(PAY);
        person.awaitProvider();
        person.useCard(Person.VISA);
        person.awaitRenewed();

        assertRenewedOnce(person);
    }

    @Test
    void whoeverGoesBackAndForwardAndReloadsFindsTheSameRenewal() {
        var person = somebodyWithMoney(View.phone());
        person.preview();
        person.payFromBalance();
        person.awaitRenewed();
        var renewal = person.renewal();

        person.page().goBack();
        person.page().goForward();
        person.page().reload();
        person.awaitRenewed();

        assertThat(person.renewal()).isEqualTo(renewal);
        assertRenewedOnce(person);
    }

    @Test
    void whoeverGoesBackAfterItIsRenewedAndPaysAgainIsShownWhatTheyHave() {
        var person = somebodyWithMoney(View.phone());
        person.preview();
        person.payFromBalance();
        person.awaitRenewed();
        var renewal = person.renewal();

        person.page().goBack();
        person.choose("balance");
        assertThat(person.page().locator("main a[href='" + renewal + "']").count())
                .isEqualTo(1);
        person.page()
                .evaluate("() => document.querySelectorAll('main form [required]').forEach(it => it.required = false)");
        person.pay();
        person.awaitRenewed();

        assertThat(person.renewal()).isEqualTo(renewal);
        assertRenewedOnce(person);
    }

    @Test
    void whoeverLeavesThePaymentPageByBackAndTakesTheBalanceGoesOnWithTheSameRenewal() {
        var person = somebodyWithMoney(View.phone());
        person.preview();
        person.goToPayByCard();

        person.page().goBack();
        person.payFromBalance();
        person.awaitRenewed();

        assertRenewedOnce(person);
    }

    @Test
    void twoTabsThatPayTheSameEsimAreOneRenewal() {
        var person = somebodyWithMoney(View.phone());
        var other = person.inAnotherTab();
        other.goTo("/");
        person.preview();
        other.preview();

        person.payFromBalance();
        other.choose("balance");
        other.pay();
        other.page().waitForURL(url -> url.contains("/renewals/") || url.contains("/preview"));
        person.awaitRenewed();

        assertRenewedOnce(person);
    }

    @Test
    void aTabOpenedBeforeTheOtherOnesRenewalWasDeliveredBeginsNone() {
        var person = somebodyWithMoney(View.phone());
        var other = person.inAnotherTab();
        other.goTo("/");
        other.preview();
        person.preview();
        person.payFromBalance();
        person.awaitRenewed();

        other.choose("balance");
        other.pay();
        other.awaitRenewed();

        assertThat(other.renewal()).isEqualTo(person.renewal());
        assertRenewedOnce(person);
    }

    @Test
    void whoeverIsSignedOutFromAnotherDeviceGoesOnWhenTheyAreBack() {
        var phone = new Person(site, device(View.phone()), site.demoTraveller());
        var desk = phone.on(device(View.desk()));
        phone.goTo(Site.DEMO_LINK);
        desk.goTo(Site.DEMO_LINK);
        phone.preview();
        phone.choose("balance");

        desk.goTo("/account");
        desk.page().click("button[name=end-others]");
        desk.page()
                .waitForSelector(
                        "button[name=end-others]",
                        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        phone.pay();
        phone.page().waitForSelector("form[action^='/sign-in?']");
        assertThat(site.world().given(phone.who().iccid())).isZero();
        phone.goTo(Site.DEMO_LINK);
        phone.preview();
        phone.payFromBalance();
        desk.goTo(phone.renewal());
        desk.awaitRenewed();

        assertRenewedOnce(phone);
    }

    @Test
    void whatOneDeviceBeganTheOtherFollows() {
        var person = somebodyWithMoney(View.phone());
        var desk = person.on(device(View.desk()).withCookiesOf(person.device()));

        person.preview();
        person.goToPayByCard();
        desk.goTo("/");
        desk.page().click("a.button[href^='/renewals/']");
        desk.page().click("#by-balance");
        desk.awaitRenewed();
        person.turnAway();
        person.awaitRenewed();

        assertThat(person.renewal()).isEqualTo(desk.renewal());
        assertRenewedOnce(person);
    }

    @Test
    void whoeverIsSignedOutInTheMiddleGoesOnWhenTheyAreBack() {
        var person = somebodyWithMoney(View.phone());
        person.preview();
        person.choose("balance");

        var cookies = person.device().cookies();
        person.device().forgetCookies();
        person.pay();
        assertThat(site.world().given(person.who().iccid())).isZero();
        person.device().context().addCookies(cookies);
        person.goTo("/");
        person.preview();
        person.payFromBalance();
        person.awaitRenewed();

        assertRenewedOnce(person);
    }

    @Test
    void whoeverIsSignedOutWhileTheyPayByCardSeesTheTruthWhenTheyAreBack() {
        var person = somebody(View.phone());
        person.signIn();
        person.preview();
        person.goToPayByCard();

        var cookies = person.device().cookies();
        person.device().forgetCookies();
        person.useCard(Person.VISA);
        person.page().waitForSelector("form[action^='/sign-in?']");
        person.device().context().addCookies(cookies);
        person.goTo(renewals(person).getFirst());
        person.awaitRenewed();

        assertRenewedOnce(person);
    }
}
