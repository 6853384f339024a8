package io.tampu;

import io.tampu.money.Money;
import io.tampu.renewals.TaxRule;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/** Refuses settings that cannot work, before anything is opened: in a sentence that names the setting and what it may be. */
final class CheckSettings {

    private static final int LAST_PORT = 65_535;
    private static final Set<String> MODES = Set.of("production", "sandbox");
    private static final Set<String> TLS = Set.of("required", "off");

    private CheckSettings() {}

    static void all(Settings settings) {
        settings.isSandbox();
        if (settings.number(Setting.PORT) > LAST_PORT) {
            throw wrong(settings, Setting.PORT, "a number from 0 to " + LAST_PORT);
        }
        address(settings);
        web(settings, Setting.AIRALO_URL);
        web(settings, Setting.STRIPE_URL);
        if (settings.optional(Setting.PUBLIC_URL).isPresent()) {
            web(settings, Setting.PUBLIC_URL);
        }
        taxRule(settings);
        currency(settings);
        if (!MODES.contains(settings.text(Setting.AIRALO_MODE))) {
            throw wrong(settings, Setting.AIRALO_MODE, "production or sandbox");
        }
        if (!settings.needed(Setting.DB_URL).startsWith("jdbc:postgresql:")) {
            throw wrong(settings, Setting.DB_URL, "like jdbc:postgresql://HOST:5432/DATABASE");
        }
        settings.needed(Setting.SELLER_NAME);
        settings.offerSecret();
        var password = settings.sellerPassword();
        if (!TLS.contains(settings.text(Setting.SMTP_TLS))) {
            throw wrong(settings, Setting.SMTP_TLS, "required or off");
        }
        var smtp = House.smtp(settings);
    }

    private static void address(Settings settings) {
        try {
            InetAddress.getByName(settings.needed(Setting.BIND));
        } catch (UnknownHostException unknown) {
            throw wrong(settings, Setting.BIND, "an address of this machine, such as 127.0.0.1 or 0.0.0.0");
        }
    }

    private static void web(Settings settings, Setting setting) {
        try {
            URI address = URI.create(settings.needed(setting));
            if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
                return;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Said below.
        }
        throw wrong(settings, setting, "an address that begins with https://");
    }

    private static void taxRule(Settings settings) {
        try {
            TaxRule.parse(settings.text(Setting.TAX_RULE));
        } catch (IllegalArgumentException unknown) {
            throw wrong(settings, Setting.TAX_RULE, "NONE or PE-IGV-18");
        }
    }

    private static void currency(Settings settings) {
        try {
            Money.decimals(settings.text(Setting.AIRALO_CURRENCY));
        } catch (IllegalArgumentException unknown) {
            throw wrong(settings, Setting.AIRALO_CURRENCY, "a currency such as USD");
        }
    }

    private static UnusableSettings wrong(Settings settings, Setting setting, String what) {
        return new UnusableSettings(
                setting.variable() + " is '" + settings.text(setting) + "', and must be " + what + ".");
    }
}
