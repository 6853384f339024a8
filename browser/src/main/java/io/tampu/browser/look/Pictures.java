package io.tampu.browser.look;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.tampu.browser.Chromium;
import io.tampu.browser.Device;
import io.tampu.browser.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes a contact sheet of each page, and a document that shows them all. */
final class Pictures {

    private static final String HEAD = """
            # The gallery

            Every page of the website as Chromium shows it: at 390 pixels in Chinese, Spanish and English, light and dark, and at 1280
            pixels in English. `./tampu gallery` makes these pictures, from a site that it starts for itself.
            """;

    private Pictures() {}

    static void take(Chromium chromium, List<Sight> sights, Path folder) {
        var text = new StringBuilder(HEAD);
        for (var sight : sights) {
            var file = sight.name().replaceAll("[^a-z0-9]+", "-") + ".jpg";
            var phones = new ArrayList<byte[]>();
            var desks = new ArrayList<byte[]>();
            for (var tongue : Tongue.values()) {
                take(chromium, sight, tongue, phones, desks);
            }
            ContactSheet.write(phones, desks, folder.resolve(file));
            var title = sight.name().substring(0, 1).toUpperCase(Locale.ROOT)
                    + sight.name().substring(1);
            text.append("\n## %s\n\n![%s](%s)\n".formatted(title, title, file));
        }
        try {
            Files.writeString(folder.resolve("README.md"), text);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The theme and the width change under the page, so that both show the same moment. */
    private static void take(Chromium chromium, Sight sight, Tongue tongue, List<byte[]> phones, List<byte[]> desks) {
        try (var device = chromium.device(View.phone().in(tongue.browser()).inZone(tongue.zone()))) {
            device.show(sight.pass(), sight.in(tongue));
            sight.then().accept(device.page());
            inBothThemes(device, phones);
            if (tongue == Tongue.ENGLISH) {
                device.page().setViewportSize(View.desk().width(), View.desk().height());
                inBothThemes(device, desks);
            }
        }
    }

    private static void inBothThemes(Device device, List<byte[]> pictures) {
        for (boolean dark : new boolean[] {false, true}) {
            device.wish(device.view().dark(dark));
            pictures.add(device.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setAnimations(ScreenshotAnimations.DISABLED)));
        }
    }
}
