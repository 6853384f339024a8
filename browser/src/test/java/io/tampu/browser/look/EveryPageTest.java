package io.tampu.browser.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.browser.Chromium;
import io.tampu.browser.OneChromium;
import io.tampu.browser.OneSite;
import io.tampu.browser.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({OneChromium.class, OneSite.class})
class EveryPageTest {

    @Test
    void everyPageIsLightQuickAndForEverybody(Chromium chromium, Site site) {
        try {
            var seen = Matrix.of(chromium, Sights.of(chromium, site));

            System.out.println(Seen.table(seen));
            assertThat(seen).allMatch(Seen::isSound);
        } finally {
            site.world().clearFaults();
        }
    }
}
