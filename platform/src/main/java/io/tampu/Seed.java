package io.tampu;

import io.tampu.accounts.Customer;
import io.tampu.accounts.Partner;
import io.tampu.engine.Secret;
import io.tampu.money.Money;
import io.tampu.storefront.DemoLink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a demo, a test or a first installation wants to find at start. Safe to repeat. */
final class Seed {

    private static final Logger LOG = LoggerFactory.getLogger(Seed.class);

    private static final int SHORTEST_TOKEN = 16;

    private Seed() {}

    static void sow(Settings settings, House house) {
        settings.optional(Setting.SEED_CATALOG).ifPresent(file -> catalog(house, Path.of(file)));
        settings.optional(Setting.SEED_PARTNER).ifPresent(text -> partners(settings, house, text));
        settings.optional(Setting.SEED_CUSTOMER).ifPresent(text -> customer(settings, house));
    }

    /** The link by which a demo's traveller signs in; outside the sandbox there is none. */
    static DemoLink demoLink(Settings settings, House house) {
        return settings.optional(Setting.SEED_CUSTOMER)
                .map(text -> customerParts(settings, text))
                .map(parts -> new DemoLink(
                        Optional.of(new Secret(parts[1])),
                        () -> house.customers().byEmail(parts[0])))
                .orElse(DemoLink.NONE);
    }

    private static void customer(Settings settings, House house) {
        String[] parts = customerParts(settings, settings.text(Setting.SEED_CUSTOMER));
        Customer customer = house.customers().add(parts[0], settings.text(Setting.CURRENCY), "en");
        house.ledger().openBalance(customer.id(), customer.currency());
        Money balance = Money.parse(parts[2], customer.currency());
        if (balance.isPositive()) {
            // The same reference each time: credited once, at birth.
            house.ledger()
                    .credit(customer.id(), customer.id(), balance, house.clock().instant());
        }
    }

    private static String[] customerParts(Settings settings, String text) {
        String[] parts = text.split(":", -1);
        if (!settings.isSandbox()) {
            throw new UnusableSettings(
                    Setting.SEED_CUSTOMER.variable() + " is for the sandbox only: it lets in whoever has its link.");
        }
        if (parts.length != 3 || parts[0].isBlank() || parts[1].length() < SHORTEST_TOKEN) {
            throw new UnusableSettings(Setting.SEED_CUSTOMER.variable() + " is not email:token:balance, the token "
                    + SHORTEST_TOKEN + " characters or more.");
        }
        return parts;
    }

    /** Several, with commas between them, for a bench: the first file is the first partner's, and so on. */
    private static void partners(Settings settings, House house, String text) {
        String[] partners = text.split(",", -1);
        String[] files = settings.optional(Setting.SEED_ESIMS)
                .map(list -> list.split(",", -1))
                .orElse(new String[0]);
        if (files.length > 0 && files.length != partners.length) {
            throw new UnusableSettings(Setting.SEED_ESIMS.variable() + " names " + files.length + " files for "
                    + partners.length + " partners: each partner has its own.");
        }
        for (int i = 0; i < partners.length; i++) {
            Partner partner = partner(settings, house, partners[i]);
            if (files.length > 0) {
                esims(house, Path.of(files[i]), partner);
            }
        }
    }

    private static void catalog(House house, Path file) {
        try {
            LOG.info("catalogue: {}", house.catalog().importFile(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UnusableSettings("The catalogue " + file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static void esims(House house, Path file, Partner partner) {
        try (InputStream csv = Files.newInputStream(file)) {
            LOG.info("eSIMs: {}", house.esims().importCsv(csv, partner.id()));
        } catch (IOException unreadable) {
            throw new UnusableSettings("The eSIMs " + file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static Partner partner(Settings settings, House house, String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new UnusableSettings(Setting.SEED_PARTNER.variable() + " is not name:key:balance.");
        }
        String key = settings.refuseSandbox(Setting.SEED_PARTNER, parts[1]);
        Partner partner = house.partners().add(parts[0], "USD", new Secret(key));
        house.ledger().openBalance(partner.id(), partner.currency());
        // The same reference each time: the seed is credited once, at the birth of the partner.
        UUID reference = partner.id();
        house.ledger()
                .credit(
                        reference,
                        partner.id(),
                        Money.parse(parts[2], partner.currency()),
                        house.clock().instant());
        return partner;
    }
}
