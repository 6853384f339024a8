package io.tampu.browser.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tampu.browser.Chromium;
import io.tampu.browser.Device;
import io.tampu.browser.OneChromium;
import io.tampu.browser.OneSite;
import io.tampu.browser.Person;
import io.tampu.browser.Site;
import io.tampu.browser.View;
import io.tampu.browser.look.Tongue;
import io.tampu.sandbox.stage.Home;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stories on the site that all share, each with travellers of its own; after the last one the seller's own proof must hold. */
@ExtendWith({OneChromium.class, OneSite.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class WebStory {

    final Chromium chromium;
    final Site site;
    private final List<Device> devices = new ArrayList<>();

    WebStory(Chromium chromium, Site site) {
        this.chromium = chromium;
        this.site = site;
    }

    /** What the person saw last, for whoever looks for the fault. */
    @RegisterExtension
    final AfterTestExecutionCallback keepPictures = test -> {
        if (test.getExecutionException().isPresent()) {
            int number = 0;
            for (var device : devices) {
                device.complaints().forEach(System.out::println);
                for (var page : device.context().pages()) {
                    var name = test.getRequiredTestMethod().getName() + "-" + number++ + ".png";
                    var file = Home.find()
                            .folder()
                            .resolve("browser/target/failed")
                            .resolve(name);
                    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
                    System.out.println("at the end of " + test.getDisplayName() + " " + page.url() + ": " + file);
                }
            }
        }
    };

    @AfterEach
    void putDevicesAway() {
        devices.forEach(Device::close);
        devices.clear();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void afterAllThatTheBooksHold() {
        assertThat(site.audit()).isEmpty();
    }

    Device device(View view) {
        var device = chromium.device(view);
        devices.add(device);
        return device;
    }

    /** Somebody new, with a phone in this language. */
    Person somebody(Tongue tongue) {
        return somebody(View.phone().in(tongue.browser()).inZone(tongue.zone()));
    }

    Person somebody(View view) {
        return new Person(site, device(view), site.traveller());
    }

    /** Signed in, at My eSIMs, with money on the balance. */
    Person somebodyWithMoney(View view) {
        var person = somebody(view);
        person.signIn();
        person.topUp();
        person.goTo("/");
        return person;
    }

    /** One renewal, delivered once, and nothing to complain of on the way. */
    void assertRenewedOnce(Person person) {
        assertThat(site.world().given(person.who().iccid())).isEqualTo(1);
        assertThat(renewals(person)).hasSize(1);
    }

    /** The renewals that the person sees in their list. */
    List<String> renewals(Person person) {
        person.goTo("/renewals");
        return person.page().locator("main a[href^='/renewals/']").all().stream()
                .map(link -> String.valueOf(link.getAttribute("href")))
                .distinct()
                .toList();
    }
}
