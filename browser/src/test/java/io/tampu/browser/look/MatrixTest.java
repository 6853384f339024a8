package io.tampu.browser.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.browser.Chromium;
import io.tampu.browser.OneChromium;
import io.tampu.browser.Pass;
import io.tampu.browser.SmallSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OneChromium.class)
class MatrixTest {

    private static final String HTML = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>A page</title><style>:root { color-scheme: light dark } body { font: 1rem/1.5 sans-serif } button { min-height: 48px;
            width: 100%; border: 1px solid; font: inherit } :focus-visible { outline: 3px solid }
            @media (prefers-color-scheme: dark) { .pale { color: #444; background: #111 } }</style>
            <main><h1>A heading</h1><p class="word">Some text</p><button>Go</button></main>
            """;

    private final Chromium chromium;
    private final SmallSite site = new SmallSite();

    MatrixTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aSoundPageHasNoFaultsAndItsFiguresStandInALine() {
        var seen = Matrix.of(chromium, List.of(sight(HTML)));

        assertThat(seen).allMatch(Seen::isSound);
        assertThat(Seen.table(seen)).containsPattern("a page +0 +0\\.\\d +0\\.\\d +[01]\\.\\d\\d  0\n");
    }

    @Test
    void aFaultInOneThemeIsToldOnceWithAllLanguagesInWhichItIs() {
        var seen = Matrix.of(chromium, List.of(sight(HTML.replace("word", "pale"))))
                .getFirst();

        assertThat(seen.violations())
                .singleElement()
                .asString()
                .startsWith("color-contrast at p")
                .endsWith("(zh dark, es dark, en dark)");
        assertThat(seen.faults()).isEmpty();
    }

    @Test
    void aPageThatNeedsItsScriptOrIsTooHeavyIsReported() {
        var scripted = HTML.replace(
                "<button>Go</button>",
                "<script>document.querySelector('main').append("
                        + "document.createElement('button')); document.querySelector('button').append('Go')</script>");

        var seen = Matrix.of(chromium, List.of(sight(scripted + "<p hidden>" + "x".repeat(200_000))))
                .getFirst();

        assertThat(seen.faults())
                .contains("what the page is for (button) is not there (no script, no pictures)")
                .anyMatch(each -> each.matches("weighs 20\\d\\.\\d kB on the first visit, 30\\.0 are too much"))
                .anyMatch(each -> each.matches("weighs 20\\d\\.\\d kB on the next visit, 8\\.0 are too much"))
                .anyMatch(each -> each.matches("can be used after \\d\\.\\d+ s on a slow network, 3\\.0 at most"));
    }

    @Test
    void aContactSheetShowsAPageInAllItsDressesAndIsSmall(@TempDir Path folder) throws IOException {
        Pictures.take(chromium, List.of(sight(HTML)), folder);

        var sheet = ImageIO.read(folder.resolve("a-page.jpg").toFile());
        assertThat(sheet.getWidth()).isEqualTo(1380);
        assertThat(Files.size(folder.resolve("a-page.jpg"))).isBetween(5_000L, 120_000L);
        assertThat(Files.readString(folder.resolve("README.md"))).contains("![A page](a-page.jpg)");
    }

    private Sight sight(String html) {
        return new Sight("a page", site.page("/", html), Pass.NONE, "button", 200);
    }
}
