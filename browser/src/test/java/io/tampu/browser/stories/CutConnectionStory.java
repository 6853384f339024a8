package io.tampu.browser.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.tampu.browser.Chromium;
import io.tampu.browser.Person;
import io.tampu.browser.Site;
import io.tampu.browser.View;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is cut at each step, before the platform heard and after: what the person then does by themselves is enough. */
class CutConnectionStory extends WebStory {

    private static final String PAY = "form[action*='/preview'] button.button";

    /** Where the connection is cut. */
    enum Cut {
        BEFORE_IT_IS_HEARD {
            @Override
            void apply(Route route) {
                route.abort("connectionreset");
            }
        },
        BEFORE_THE_ANSWER_COMES {
            @Override
            void apply(Route route) {
                route.fetch(new Route.FetchOptions().setMaxRedirects(0));
                route.abort("connectionreset");
            }
        };

        abstract void apply(Route route);
    }

    CutConnectionStory(Chromium chromium, Site site) {
        super(chromium, site);
    }

    @ParameterizedTest
    @EnumSource
    void whileACodeIsAskedFor(Cut cut) {
        var person = somebody(View.phone());
        person.goTo("/sign-in");
        person.page().fill("input[name=email]", person.who().email());

        cut(person, cut, "**/sign-in?*", page -> page.click("form[action^='/sign-in?'] button.button"));
        person.goTo("/sign-in");
        if (cut == Cut.BEFORE_IT_IS_HEARD) {
            person.askForCode();
            person.enterCode();
            assertThat(person.page().locator("section.card").count()).isEqualTo(1);
        } else {
            // A letter is on its way, for a browser that does not know of it: another is sent in half a minute, and the
            // page says so.
            person.page().fill("input[name=email]", person.who().email());
            person.page().click("form[action^='/sign-in?'] button.button");
            person.page().waitForSelector("#email-problem, #code-problem");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileTheCodeIsEntered(Cut cut) {
        var person = somebody(View.phone());
        person.goTo("/sign-in");
        person.askForCode();
        var here = person.page().url();
        person.typeCode();

        cut(person, cut, "**/sign-in/code?*", page -> page.click("form[action^='/sign-in/code?'] button.button"));
        person.page().navigate(here);
        if (person.page().url().contains("/sign-in")) {
            person.enterCode();
        }

        assertThat(person.page().locator("section.card").count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whileTheBalancePays(Cut cut) {
        var person = somebodyWithMoney(View.phone());
        person.preview();
        var here = person.page().url();
        person.choose("balance");

        cut(person, cut, "**/preview*", page -> page.click(PAY));
        person.page().navigate(here);
        if (cut == Cut.BEFORE_IT_IS_HEARD) {
            person.payFromBalance();
        } else {
            person.goTo(renewals(person).getFirst());
        }
        person.awaitRenewed();

        assertRenewedOnce(person);
    }

    @ParameterizedTest
    @EnumSource
    void whileThePaymentPageIsAskedFor(Cut cut) {
        var person = somebody(View.phone());
        person.signIn();
        person.preview();
        person.choose("card");

        cut(person, cut, "**/preview*", page -> page.click(PAY));
        if (cut == Cut.BEFORE_IT_IS_HEARD) {
            person.goTo("/");
            person.preview();
            person.goToPayByCard();
        } else {
            person.goTo(renewals(person).getFirst());
            person.page().click("#by-card");
            person.awaitProvider();
        }
        person.useCard(Person.VISA);
        person.awaitRenewed();

        assertRenewedOnce(person);
    }

    @Test
    void whileThePayerComesBackFromThePaymentPage() {
        var person = somebody(View.phone());
        person.signIn();
        person.preview();
        person.goToPayByCard();

        person.page().context().route("**/renewals/**", route -> route.abort("connectionreset"));
        person.useCard(Person.VISA);
        person.page().context().unroute("**/renewals/**");
        person.goTo(renewals(person).getFirst());
        person.awaitRenewed();

        assertRenewedOnce(person);
    }

    @Test
    void whileTheRenewalIsFollowedThePageGoesOnWhenTheNetworkIsBack() {
        var person = somebodyWithMoney(View.phone());
        site.world().arm("airalo.topup", "drop-reply-after-commit", 1);
        person.preview();
        person.payFromBalance();

        person.device().context().setOffline(true);
        person.page().waitForTimeout(3_000);
        person.device().context().setOffline(false);
        person.awaitRenewed();

        assertRenewedOnce(person);
    }

    private void cut(Person person, Cut cut, String where, Consumer<Page> act) {
        person.page().route(where, route -> {
            if (route.request().method().equals("POST")) {
                cut.apply(route);
            } else {
                route.resume();
            }
        });
        act.accept(person.page());
        person.page().waitForURL(url -> url.startsWith("chrome-error:"));
        person.page().unroute(where);
        person.device().forgiveComplaints();
    }
}
