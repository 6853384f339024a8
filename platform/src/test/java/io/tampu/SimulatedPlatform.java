package io.tampu;

import io.tampu.accounts.Customers;
import io.tampu.accounts.Partners;
import io.tampu.accounts.SignIns;
import io.tampu.catalog.Catalog;
import io.tampu.checkout.Checkout;
import io.tampu.engine.AddressGuard;
import io.tampu.engine.CrashingSource;
import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.Secret;
import io.tampu.esims.Esims;
import io.tampu.invoices.Receipts;
import io.tampu.ledger.Ledger;
import io.tampu.messages.Messages;
import io.tampu.partnerapi.PartnerApi;
import io.tampu.partnerapi.Webhooks;
import io.tampu.payments.PaymentProvider;
import io.tampu.renewals.OfferRules;
import io.tampu.renewals.OneThread;
import io.tampu.renewals.Patience;
import io.tampu.renewals.Renewals;
import io.tampu.renewals.TaxRule;
import io.tampu.suppliers.Supplier;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;

/** A platform from its start to its death: the real program, on a database that may end it at any statement. */
record SimulatedPlatform(House house, CrashingSource source) {

    /** Longer than one step takes. */
    static final Duration LEASE = Duration.ofSeconds(35);

    private static final Duration DELIVERY = Duration.ofMinutes(10);
    private static final Duration OPEN = Duration.ofMinutes(20);
    private static final Duration PAY_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_FOR_LATE = Duration.ofHours(4);

    static final Secret OFFER_KEY = new Secret("a key of tests that seals offers");

    static SimulatedPlatform start(
            DataSource real, Clock clock, Random chance, Supplier supplier, PaymentProvider provider) {
        var source = new CrashingSource(real);
        var database = new Database(source);
        var ids = new Ids(clock, chance);
        Map<String, Supplier> suppliers = Map.of(supplier.name(), supplier);
        var catalog = new Catalog(source, clock, ids);
        var esims = new Esims(source, clock, ids, suppliers);
        var ledger = new Ledger(database);
        var receipts = new Receipts(database, Shop.SELLER);
        var outside = new House.Outside(suppliers, Map.of(provider.name(), provider), Optional.empty());
        var checkout =
                new Checkout(new Checkout.Parts(database, ledger, outside.providers(), clock, ids), OneThread::threads);
        var renewals = OneThread.renewals(
                new Renewals.Parts(database, catalog, esims, ledger, receipts, checkout, suppliers, clock, ids),
                new OfferRules(TaxRule.PE_IGV_18, Duration.ofDays(30), Map.of(), 14),
                new Patience(DELIVERY, OPEN, LOOK_FOR_LATE, LEASE, PAY_WITHIN),
                OFFER_KEY,
                PartnerApi.ANSWER);
        // Never started: nobody listens in the simulation.
        var webhooks = new Webhooks(database, renewals, OFFER_KEY, AddressGuard.publicAndLoopback(), ids, clock);
        var partners = new Partners(database, ids, clock);
        var customers = new Customers(database, ids, clock);
        var messages = new Messages(database, clock, Optional.empty(), Shop.SELLER.name());
        return new SimulatedPlatform(
                new House(
                        database,
                        clock,
                        ids,
                        partners,
                        customers,
                        catalog,
                        esims,
                        ledger,
                        receipts,
                        outside,
                        checkout,
                        renewals,
                        webhooks,
                        messages,
                        new SignIns(new SignIns.Parts(database, customers, messages, ids, clock, OFFER_KEY))),
                source);
    }

    void stop() {
        house.signIns().close();
        house.messages().close();
        house.webhooks().close();
        house.checkout().close();
        house.renewals().close();
        house.esims().close();
    }
}
