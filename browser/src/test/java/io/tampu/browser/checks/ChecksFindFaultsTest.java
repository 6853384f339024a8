package io.tampu.browser.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tampu.browser.Chromium;
import io.tampu.browser.OneChromium;
import io.tampu.browser.SmallSite;
import io.tampu.browser.View;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each question that is asked of pages finds a fault that was planted, and none where none is. */
@ExtendWith(OneChromium.class)
class ChecksFindFaultsTest {

    private static final String SOUND = """
            <style>body { font: 1rem/1.5 sans-serif; margin: 0; background: #fff; color: #222 }
            a, button { color: #123 } :focus-visible { outline: 3px solid #a60; outline-offset: 2px }
            .button { display: block; min-height: 48px; width: 100%; border: 1px solid } .step { display: inline-block; padding: 8px; width: 96px }</style>
            <main><h1>A heading</h1><p>Some text with <a href="/">a link</a> in it.</p>
            <a class="step" href="/">Another</a><form><label>Name <input name="n" style="min-height: 24px"></label>
            <button class="button">Go</button></form></main>
            """;

    private final Chromium chromium;
    private final SmallSite site = new SmallSite();

    ChecksFindFaultsTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aSoundPageHasNone() {
        assertThat(on(View.phone(), SOUND, page -> Axe.in(page).violations())).isEmpty();
        assertThat(on(View.phone(), SOUND, page -> Axe.in(page).practice())).isEmpty();
        assertThat(on(View.phone(), SOUND, Overflow::in)).isEmpty();
        assertThat(on(View.phone(), SOUND, page -> TargetSize.in(page, ".button")))
                .isEmpty();
        assertThat(on(View.phone(), SOUND, RoomForText::in)).isEmpty();
        assertThat(on(View.phone(), SOUND, Focus::in)).isEmpty();
        assertThat(on(View.phone().withForcedColors(), SOUND, States::in)).isEmpty();
        assertThat(on(View.phone().withStillness(), SOUND, Stillness::in)).isEmpty();
    }

    @Test
    void aPaleTextAndATinyTargetAreSeenByAxe() {
        var pale = SOUND.replace("color: #222", "color: #bbb");
        var tiny = SOUND.replace(
                "<form>",
                "<p><button style='width:9px;height:9px;padding:0;border:0' aria-label='a'></button>"
                        + "<button style='width:9px;height:9px;padding:0;border:0' aria-label='b'></button></p><form>");

        assertThat(on(View.phone(), pale, page -> Axe.in(page).violations()))
                .anyMatch(each -> each.startsWith("color-contrast at "));
        assertThat(on(View.phone(), tiny, page -> Axe.in(page).violations()))
                .anyMatch(each -> each.startsWith("target-size at "));
    }

    @Test
    void textOutsideOfLandmarksIsBadPracticeAndListedApart() {
        var found = on(View.phone(), SOUND + "<p>Left alone</p>", page -> List.of(Axe.in(page)))
                .getFirst();

        assertThat(found.violations()).isEmpty();
        assertThat(found.practice()).anyMatch(each -> each.startsWith("region at "));
    }

    @Test
    void axeRunsUnderAStrictContentPolicy() {
        var url = site.put(
                "/strict",
                "text/html",
                "<!doctype html><html><title>x</title><main><h1>No language</h1></main>",
                Map.of("Content-Security-Policy", "default-src 'none'; require-trusted-types-for 'script'"));
        try (var device = chromium.device(View.phone())) {
            device.page().navigate(url);

            assertThat(Axe.in(device.page()).violations()).anyMatch(each -> each.startsWith("html-has-lang at "));
            assertThat(device.complaints()).isEmpty();
        }
    }

    @Test
    void whatIsTooWideIsNamedWithTheWidthsAtWhichItIs() {
        var wide = SOUND + "<table class=\"sum\" style=\"width: 500px\"><tr><td>1</table>";

        assertThat(on(View.phone(), wide, Overflow::in))
                .containsExactly(
                        "at 320 px the page is 500 px wide, by table.sum, tbody, tr",
                        "at 390 px the page is 500 px wide, by table.sum, tbody, tr");
    }

    @Test
    void whatAThumbWouldMissIsNamed() {
        var small =
                SOUND.replace("min-height: 48px", "height: 40px").replace("padding: 8px", "padding: 0; line-height: 1");

        assertThat(on(View.phone(), small, page -> TargetSize.in(page, ".button")))
                .containsExactly("\"Another\" is 96 x 16 px, 24 at least", "\"Go\" is 390 x 40 px, 44 at least");
    }

    @Test
    void textThatIsCutOffWhenItIsLargerOrAiryIsNamed() {
        var cut = SOUND + "<div style=\"width: 12rem; height: 24px; overflow: hidden\">Not much room</div>";
        var tight = SOUND
                + "<div style=\"width: 120px; height: 24px; overflow: hidden; white-space: nowrap\">Not so much room</div>";

        assertThat(on(View.phone(), cut, RoomForText::in))
                .contains("text twice as large: \"Not much room\" is cut off");
        assertThat(on(View.phone(), tight, RoomForText::in)).contains("airy text: \"Not so much room\" is cut off");
    }

    @Test
    void aFocusThatNobodySeesOrThatJumpsBackIsNamed() {
        var unseen = SOUND.replace("outline: 3px solid #a60", "outline: none");
        var jumping = SOUND.replace("<button class", "<button tabindex=\"1\" class");
        var skipped = SOUND.replace("class=\"step\"", "class=\"step\" tabindex=\"-1\"");

        assertThat(on(View.phone(), unseen, Focus::in)).contains("nobody sees that \"Go\" has the focus");
        assertThat(on(View.phone(), jumping, Focus::in)).contains("the Tab key goes back to \"a link\"");
        assertThat(on(View.phone(), skipped, Focus::in))
                .containsExactly("the Tab key reaches 3 of 4 things that can be pressed");
    }

    @Test
    void statesToldByColourAloneAreNamed() {
        var cord = SOUND + """
                <style>.days { list-style: none } .days li::before { content: ""; display: block; width: 12px; height: 12px }
                .days li.gone::before { background: #333 } .days li.today::before { background: #b22 }</style>
                <ol class="days" aria-label="2 days"><li class="gone"></li><li class="today"></li></ol>
                """;
        var shaped = cord.replace("background: #b22", "background: #b22; border: 3px solid; transform: scale(1.2)");

        assertThat(on(View.phone().withForcedColors(), cord, States::in))
                .containsExactly("in the list \"2 days\" the states \"today\" and \"gone\" look the same");
        var kept = cord.replace("height: 12px }", "height: 12px; forced-color-adjust: none }");
        assertThat(on(View.phone().withForcedColors(), kept, States::in)).hasSize(1);
        assertThat(on(View.phone().withForcedColors(), shaped, States::in)).isEmpty();
    }

    @Test
    void whatMovesThoughStillnessWasWishedForIsNamed() {
        var moving = SOUND + "<style>.button { transition: background 0.3s }</style>";
        var still = moving + "<style>@media (prefers-reduced-motion) { .button { transition: none } }</style>";

        assertThat(on(View.phone().withStillness(), moving, Stillness::in))
                .containsExactly("button.button moves from state to state");
        assertThat(on(View.phone().withStillness(), still, Stillness::in)).isEmpty();
    }

    @Test
    void aPageWeighsWhatIsFetchedForItAndTheNextTimeOnlyWhatIsFetchedAgain() {
        site.put("/big.css", "text/css", "p{}".repeat(10_000), Map.of("Cache-Control", "max-age=3600"));
        var url = site.page("<link rel=\"stylesheet\" href=\"/big.css\"><p>" + "x".repeat(5_000));
        try (var device = chromium.device(View.phone())) {

            var weight = Weight.of(device.page(), url);

            assertThat(weight.firstBytes()).isBetween(35_000L, 36_000L);
            assertThat(weight.laterBytes()).isBetween(5_000L, 5_700L);
        }
    }

    @Test
    void aHeavyPageIsSlowOnASlowNetwork() {
        var light = site.page("/light", "<!doctype html><title>x</title><button class=\"button\">Go</button>");
        var heavy = site.page(
                "/heavy",
                "<!doctype html><title>x</title><p hidden>" + "x".repeat(100_000)
                        + "</p><button class=\"button\">Go</button>");
        try (var device = chromium.device(View.phone());
                var other = chromium.device(View.phone())) {

            assertThat(SlowNetwork.secondsUntilUsable(device.page(), light, ".button"))
                    .isBetween(0.4, 1.5);
            assertThat(SlowNetwork.secondsUntilUsable(other.page(), heavy, ".button"))
                    .isBetween(2.3, 4.0);
        }
    }

    private <T> List<T> on(View view, String body, Function<Page, List<T>> ask) {
        try (var device = chromium.device(view)) {
            device.page().navigate(site.page(body));
            return ask.apply(device.page());
        }
    }
}
