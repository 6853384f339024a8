package io.tampu.browser.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.browser.Chromium;
import io.tampu.browser.Person;
import io.tampu.browser.Site;
import io.tampu.browser.View;
import io.tampu.browser.look.Tongue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the first page to the receipt, with nothing in the way. */
class RenewOnTheWebStory extends WebStory {

    RenewOnTheWebStory(Chromium chromium, Site site) {
        super(chromium, site);
    }

    @ParameterizedTest
    @EnumSource
    void aTravellerSignsInByACodeAndRenewsFromTheBalance(Tongue tongue) {
        var person = somebody(tongue);
        person.signIn();
        person.topUp();

        person.goTo("/");
        person.preview();
        person.payFromBalance();
        person.awaitRenewed();
        person.openReceipt();

        assertSpeaks(person, tongue);
        assertRenewedOnce(person);
        assertThat(person.device().complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTravellerRenewsByCardOnTheProvidersPage(Tongue tongue) {
        var person = somebody(tongue);
        person.signIn();

        person.preview();
        person.goToPayByCard();
        person.useCard(Person.VISA);
        person.awaitRenewed();
        person.openReceipt();

        assertSpeaks(person, tongue);
        assertRenewedOnce(person);
        assertThat(person.device().complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whenTheCardIsDeclinedTheBalancePaysForTheSameRenewal(Tongue tongue) {
        var person = somebody(tongue);
        person.signIn();
        person.topUp();

        person.goTo("/");
        person.preview();
        person.goToPayByCard();
        person.useCard(Person.DECLINED);
        person.turnAway();
        var declined = person.renewal();
        assertThat(person.page().locator("[role=alert]").count()).isEqualTo(1);
        person.page().click("#by-balance");
        person.awaitRenewed();

        assertThat(person.renewal()).isEqualTo(declined);
        assertSpeaks(person, tongue);
        assertRenewedOnce(person);
        assertThat(person.device().complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theWholePathIsWalkedWithoutScriptAndWithoutPictures(Tongue tongue) {
        var person = somebody(View.phone().in(tongue.browser()).withoutScript().withoutPictures());
        person.signIn();

        person.preview();
        person.goToPayByCard();
        person.useCard(Person.VISA);
        for (int looks = 0;
                looks < 50 && person.page().locator("a[href$='/receipt']").count() == 0;
                looks++) {
            person.page().waitForTimeout(100);
            person.page().reload();
        }
        person.openReceipt();

        assertRenewedOnce(person);
        assertThat(person.device().complaints()).isEmpty();
    }

    @Test
    void aLanguageThatWasChosenStaysChosen() {
        var person = somebody(Tongue.ENGLISH);
        person.goTo("/sign-in");

        person.page().click("nav.languages a[hreflang^=es]");
        person.askForCode();
        person.enterCode();
        person.preview();

        assertSpeaks(person, Tongue.SPANISH);
    }

    private static void assertSpeaks(Person person, Tongue tongue) {
        assertThat(String.valueOf(person.page().getAttribute("html", "lang"))).startsWith(tongue.code());
    }
}
