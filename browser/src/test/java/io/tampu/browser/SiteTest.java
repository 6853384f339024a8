package io.tampu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({OneChromium.class, OneSite.class})
class SiteTest {

    @Test
    void thePlatformIsUpAndTheWorldHasTheTravellersPhone(Chromium chromium, Site site) {
        var traveller = site.traveller();
        try (var device = chromium.device(View.desk())) {
            var health = device.page().navigate(site.at("/health").toString());
            device.page().navigate(site.world().url() + "/?iccid=" + traveller.iccid());

            assertThat(health.status()).isEqualTo(200);
            PlaywrightAssertions.assertThat(device.page().locator(".phone code"))
                    .hasText(traveller.iccid());
            assertThat(device.complaints()).isEmpty();
        }
    }

    @Test
    void travellersAreUsedOnce(Site site) {
        assertThat(site.traveller()).isNotEqualTo(site.traveller());
    }

    @Test
    void whatNobodyTouchedPassesTheAudit(Site site) {
        assertThat(site.audit()).isEmpty();
    }
}
