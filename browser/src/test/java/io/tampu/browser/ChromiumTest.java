package io.tampu.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.PlaywrightException;
import io.tampu.sandbox.stage.StageProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneChromium.class)
class ChromiumTest {

    private final Chromium chromium;
    private final SmallSite site = new SmallSite();

    ChromiumTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whereThereIsNoChromiumASentenceSaysHowToGetOne() {
        assertThatThrownBy(() -> Chromium.find(Optional.of("/nowhere/chromium"), List.of()))
                .isInstanceOf(StageProblem.class)
                .hasMessageContaining("No Chromium found at /nowhere/chromium")
                .hasMessageContaining("apt-get install chromium fonts-noto-cjk");
    }

    @Test
    void aDeviceHasTheLanguageTheThemeTheZoneAndTheSizeThatWereAskedFor() {
        var view = View.phone().in("zh-CN").inZone("Asia/Shanghai").dark(true).at(320, 600);
        try (var device = chromium.device(view)) {
            device.page().navigate(site.page("<p>."));

            assertThat(device.page()
                            .evaluate("() => [navigator.language, innerWidth,"
                                    + " Intl.DateTimeFormat().resolvedOptions().timeZone,"
                                    + " matchMedia('(prefers-color-scheme: dark)').matches].join()"))
                    .isEqualTo("zh-CN,320,Asia/Shanghai,true");
        }
    }

    @Test
    void noOtherMachineIsReachedAndWhoeverAsksOneIsReported() {
        var url = site.page(
                "<img alt=\"\" src=\"http://example.com/a.png\"><img alt=\"\" src=\"http://192.0.2.1/b.png\">");
        try (var device = chromium.device(View.phone())) {
            device.page().navigate(url);

            assertThat(device.complaints())
                    .contains(
                            "asked another machine: http://example.com/a.png",
                            "asked another machine: http://192.0.2.1/b.png");
            assertThatThrownBy(() -> device.page().navigate("http://example.com/"))
                    .isInstanceOf(PlaywrightException.class)
                    .hasMessageContaining("ERR_NAME_NOT_RESOLVED");
        }
    }

    @Test
    void whatAScriptOrTheContentPolicyComplainsOfIsHeard() {
        var url = site.put(
                "/",
                "text/html",
                "<!doctype html><title>x</title><style>p{color:red}</style><script src=/a.js></script>",
                Map.of("Content-Security-Policy", "default-src 'self'"));
        site.put("/a.js", "text/javascript", "console.error('something is wrong'); missing()", Map.of());
        try (var device = chromium.device(View.phone())) {
            device.page().navigate(url);

            assertThat(device.complaints())
                    .anyMatch(each -> each.contains("something is wrong"))
                    .anyMatch(each -> each.contains("Content Security Policy"))
                    .anyMatch(each -> each.contains("missing is not defined"));
        }
    }

    @Test
    void aPageWithoutFaultsIsNotComplainedOf() {
        try (var device = chromium.device(View.phone())) {
            device.page().navigate(site.page("<p>Nothing wrong here."));

            assertThat(device.complaints()).isEmpty();
        }
    }

    @Test
    void whoeverWantsNoScriptAndNoPicturesGetsNone() {
        site.put("/a.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", Map.of());
        var url = site.page("<img alt=\"A dot\" src=\"/a.svg\"><script>document.title = 'Changed'</script>");
        try (var device = chromium.device(View.phone().withoutScript().withoutPictures())) {
            device.page().navigate(url);

            assertThat(device.page().title()).isEqualTo("A page");
            assertThat(device.page().evaluate("() => document.images[0].naturalWidth"))
                    .isEqualTo(0);
            assertThat(device.complaints()).isEmpty();
        }
    }
}
