package io.tampu;

import io.tampu.accounts.Customers;
import io.tampu.accounts.Partners;
import io.tampu.accounts.SignIns;
import io.tampu.catalog.Catalog;
import io.tampu.checkout.Checkout;
import io.tampu.engine.AddressGuard;
import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.esims.Esims;
import io.tampu.invoices.Receipts;
import io.tampu.invoices.Seller;
import io.tampu.ledger.Ledger;
import io.tampu.messages.Messages;
import io.tampu.messages.Outgoing;
import io.tampu.messages.Smtp;
import io.tampu.messages.SmtpSettings;
import io.tampu.partnerapi.PartnerApi;
import io.tampu.partnerapi.Webhooks;
import io.tampu.payments.PaymentProvider;
import io.tampu.payments.stripe.Stripe;
import io.tampu.payments.stripe.StripeSettings;
import io.tampu.renewals.OfferRules;
import io.tampu.renewals.Patience;
import io.tampu.renewals.Renewals;
import io.tampu.renewals.TaxRule;
import io.tampu.storefront.RenewalLetters;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.airalo.Airalo;
import io.tampu.suppliers.airalo.AiraloSettings;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The modules put together, on one database, without the HTTP doors: what the server, the commands and the tests use.
 *
 */
record House(
        Database database,
        Clock clock,
        Ids ids,
        Partners partners,
        Customers customers,
        Catalog catalog,
        Esims esims,
        Ledger ledger,
        Receipts receipts,
        Outside outside,
        Checkout checkout,
        Renewals renewals,
        Webhooks webhooks,
        Messages messages,
        SignIns signIns)
        implements AutoCloseable {

    /** Whom the house asks outside, by name. */
    record Outside(Map<String, Supplier> suppliers, Map<String, PaymentProvider> providers, Optional<Outgoing> mail) {}

    /**
     * The seller's choices.
     *
     * @param website under which travellers reach it; empty: as each has reached it
     */
    record Rules(
            OfferRules offers,
            Patience patience,
            Secret offerKey,
            AddressGuard receivers,
            Seller seller,
            Optional<URI> website) {}

    /** Puts the modules together on a database that is migrated. */
    static House on(Database database, Clock clock, Ids ids, Outside outside, Rules rules) {
        var catalog = new Catalog(database.source(), clock, ids);
        var esims = new Esims(database.source(), clock, ids, outside.suppliers());
        var ledger = new Ledger(database);
        var receipts = new Receipts(database, rules.seller());
        var checkout = new Checkout(new Checkout.Parts(database, ledger, outside.providers(), clock, ids));
        var renewals = new Renewals(
                new Renewals.Parts(
                        database, catalog, esims, ledger, receipts, checkout, outside.suppliers(), clock, ids),
                rules.offers(),
                rules.patience(),
                rules.offerKey(),
                PartnerApi.ANSWER);
        var customers = new Customers(database, ids, clock);
        var messages =
                new Messages(database, clock, outside.mail(), rules.seller().name());
        var letters = new RenewalLetters(
                new RenewalLetters.Parts(renewals, customers, messages, ids, clock),
                rules.seller().email(),
                rules.website());
        renewals.follow(letters);
        messages.ask(letters);
        return new House(
                database,
                clock,
                ids,
                new Partners(database, ids, clock),
                customers,
                catalog,
                esims,
                ledger,
                receipts,
                outside,
                checkout,
                renewals,
                new Webhooks(database, renewals, rules.offerKey(), rules.receivers(), ids, clock),
                messages,
                new SignIns(new SignIns.Parts(database, customers, messages, ids, clock, rules.offerKey())));
    }

    /** As the settings say. Migrates the database. */
    static House open(Settings settings, Database database, Clock clock, OutsideHttp http) {
        database.migrate();
        return on(
                database,
                clock,
                Ids.ofSystem(clock),
                new Outside(suppliers(settings, clock, http), providers(settings, clock, http), mail(settings, clock)),
                rules(settings));
    }

    static Database database(Settings settings) {
        String url = settings.needed(Setting.DB_URL);
        String user = settings.text(Setting.DB_USER);
        String password = settings.text(Setting.DB_PASSWORD);
        // Once without the pool, which would go on trying for ten seconds before it says the same.
        try (var tried = DriverManager.getConnection(url, user, password)) {
            return Database.connect(url, user, password);
        } catch (SQLException cannot) {
            throw new UnusableSettings("The database " + shown(url) + " cannot be used: " + Office.lastWord(cannot)
                    + ". Look at TAMPU_DB_URL, TAMPU_DB_USER and TAMPU_DB_PASSWORD.");
        }
    }

    /** What follows the question mark may be a password. */
    private static String shown(String url) {
        return url.replaceAll("\\?.*", "");
    }

    private static Rules rules(Settings settings) {
        Duration grace = Duration.ofDays(settings.number(Setting.AIRALO_GRACE_DAYS));
        var offers = new OfferRules(
                TaxRule.parse(settings.text(Setting.TAX_RULE)),
                settings.seconds(Setting.OFFER_VALIDITY_SECONDS),
                Map.of("airalo", grace),
                settings.number(Setting.REFUND_UNUSED_DAYS));
        // One step is an order, a token before it and a look after it, and two commits.
        Duration lease = settings.seconds(Setting.AIRALO_ORDER_TIMEOUT_SECONDS)
                .plus(settings.seconds(Setting.AIRALO_READ_TIMEOUT_SECONDS).multipliedBy(2))
                .plusSeconds(5);
        var patience = new Patience(
                settings.seconds(Setting.DELIVERY_DEADLINE_SECONDS),
                settings.seconds(Setting.OPEN_AT_SUPPLIER_SECONDS),
                Patience.LOOK_FOR_LATE,
                lease,
                settings.seconds(Setting.PAYMENT_WINDOW_SECONDS));
        var receivers = settings.isSandbox() ? AddressGuard.publicAndLoopback() : AddressGuard.publicOnly();
        return new Rules(
                offers,
                patience,
                settings.offerSecret(),
                receivers,
                seller(settings),
                settings.optional(Setting.PUBLIC_URL).map(URI::create));
    }

    private static Seller seller(Settings settings) {
        return new Seller(
                settings.needed(Setting.SELLER_NAME),
                settings.text(Setting.SELLER_TAX_ID),
                settings.text(Setting.SELLER_ADDRESS),
                settings.text(Setting.SELLER_EMAIL));
    }

    private static Map<String, Supplier> suppliers(Settings settings, Clock clock, OutsideHttp http) {
        if (settings.optional(Setting.AIRALO_CLIENT_ID).isEmpty()) {
            return Map.of();
        }
        var airalo = new Airalo(
                new AiraloSettings(
                        URI.create(settings.text(Setting.AIRALO_URL)),
                        settings.key(Setting.AIRALO_CLIENT_ID),
                        settings.secret(Setting.AIRALO_CLIENT_SECRET),
                        settings.seconds(Setting.AIRALO_READ_TIMEOUT_SECONDS),
                        settings.seconds(Setting.AIRALO_ORDER_TIMEOUT_SECONDS),
                        settings.text(Setting.AIRALO_MODE).equals("sandbox")
                                ? AiraloSettings.Mode.SANDBOX
                                : AiraloSettings.Mode.PRODUCTION,
                        settings.text(Setting.AIRALO_CURRENCY)),
                http,
                clock);
        return Map.of(airalo.name(), airalo);
    }

    private static Map<String, PaymentProvider> providers(Settings settings, Clock clock, OutsideHttp http) {
        if (settings.optional(Setting.STRIPE_SECRET_KEY).isEmpty()) {
            return Map.of();
        }
        var stripe = new Stripe(
                new StripeSettings(
                        URI.create(settings.text(Setting.STRIPE_URL)),
                        settings.secret(Setting.STRIPE_SECRET_KEY),
                        settings.secrets(Setting.STRIPE_WEBHOOK_SECRETS),
                        settings.seconds(Setting.STRIPE_TIMEOUT_SECONDS)),
                http,
                clock);
        return Map.of(stripe.name(), stripe);
    }

    private static Optional<Outgoing> mail(Settings settings, Clock clock) {
        return smtp(settings).map(smtp -> new Smtp(smtp, clock));
    }

    /** The mail server, if there is one. Refuses settings that cannot be one, without naming its password. */
    static Optional<SmtpSettings> smtp(Settings settings) {
        if (settings.optional(Setting.SMTP_URL).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SmtpSettings.of(
                    settings.key(Setting.SMTP_URL),
                    settings.isSandbox() || settings.text(Setting.SMTP_TLS).equals("off"),
                    settings.needed(Setting.MAIL_FROM),
                    settings.seconds(Setting.SMTP_TIMEOUT_SECONDS)));
        } catch (IllegalArgumentException wrong) {
            throw new UnusableSettings("No letter can be sent: " + wrong.getMessage()
                    + ". Look at TAMPU_SMTP_URL, TAMPU_SMTP_TIMEOUT_SECONDS and" + " TAMPU_MAIL_FROM.");
        }
    }

    /** Stops what runs by itself, then closes the database. */
    @Override
    public void close() {
        signIns.close();
        messages.close();
        webhooks.close();
        checkout.close();
        renewals.close();
        esims.close();
        database.close();
    }
}
