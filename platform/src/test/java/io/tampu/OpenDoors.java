package io.tampu;

import io.tampu.accounts.Partner;
import io.tampu.checkout.Hint;
import io.tampu.engine.AddressGuard;
import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.Secret;
import io.tampu.engine.TestDatabase;
import io.tampu.messages.FakeMail;
import io.tampu.money.Money;
import io.tampu.payments.FakeProvider;
import io.tampu.payments.PaymentProvider;
import io.tampu.renewals.OfferRules;
import io.tampu.renewals.Patience;
import io.tampu.renewals.TaxRule;
import io.tampu.suppliers.FakeSupplier;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One platform with its doors open on a port of this machine, with a wholesaler in memory. For stories over HTTP. */
public final class OpenDoors implements AutoCloseable {

    /** Opens the seller's page, to user seller. */
    public static final String SELLER_PASSWORD = "a password of tests, long enough";

    /** What the seller says that the website's address is. */
    public static final String PUBLIC_URL = "https://renew.example.com";

    private final Clock clock;
    private final House house;
    private final ConfigurableApplicationContext web;
    private final int port;
    private final FakeProvider provider;
    private final FakeMail mail = new FakeMail();

    public OpenDoors(TestDatabase database, Clock clock, FakeSupplier supplier) {
        this(database, clock, supplier, AddressGuard.publicAndLoopback());
    }

    /** @param receivers which addresses of partners may be called */
    public OpenDoors(TestDatabase database, Clock clock, FakeSupplier supplier, AddressGuard receivers) {
        this(database, clock, supplier, receivers, UnaryOperator.identity());
    }

    /** @param dressed what the doors are given for the provider in memory: another may verify for it */
    public OpenDoors(
            TestDatabase database,
            Clock clock,
            FakeSupplier supplier,
            AddressGuard receivers,
            UnaryOperator<PaymentProvider> dressed) {
        this.clock = clock;
        this.provider = new FakeProvider(clock);
        var rules = new House.Rules(
                new OfferRules(TaxRule.PE_IGV_18, Duration.ofMinutes(30), Map.of(), 14),
                new Patience(
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(60),
                        Patience.LOOK_FOR_LATE,
                        Duration.ofSeconds(35),
                        Duration.ofMinutes(15)),
                new Secret("a key of tests that seals offers"),
                receivers,
                Shop.SELLER,
                Optional.of(URI.create(PUBLIC_URL)));
        house = House.on(
                new Database(database.dataSource()),
                clock,
                Ids.ofSystem(clock),
                new House.Outside(
                        Map.of(supplier.name(), supplier),
                        Map.of(provider.name(), dressed.apply(provider)),
                        Optional.of(mail)),
                rules);
        house.catalog().importFile(Shop.resource("/sample/peru-catalog.json"));
        var settings = new Properties();
        settings.setProperty(Setting.PORT.property(), "0");
        settings.setProperty(Setting.SELLER_PASSWORD.property(), SELLER_PASSWORD);
        settings.setProperty(Setting.PUBLIC_URL.property(), PUBLIC_URL);
        web = Serve.openDoors(new Settings(Map.of(), settings), house);
        port = Serve.portOf(web);
    }

    /** Where payers pay. */
    public FakeProvider provider() {
        return provider;
    }

    /** Where letters arrive, once they are sent. */
    public FakeMail mail() {
        return mail;
    }

    /** Sends the letters that are due, once. */
    public int sendLetters() {
        return house.messages().deliverOnce();
    }

    public int port() {
        return port;
    }

    public String partner(String name, String key, String balance) {
        Partner partner = house.partners().add(name, "USD", new Secret(key));
        house.ledger().openBalance(partner.id(), "USD");
        Money amount = Money.usd(balance);
        if (amount.isPositive()) {
            house.ledger().credit(partner.id(), partner.id(), amount, clock.instant());
        }
        return key;
    }

    public void link(String partner, String iccid) {
        UUID id = house.partners().byName(partner).orElseThrow().id();
        String csv = "iccid,supplier\n" + iccid + ",airalo\n";
        house.esims().importCsv(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), id);
    }

    /** A traveller with a balance, who has bought an eSIM with their address. The balance grows each time. */
    public void traveller(String email, String iccid, String balance) {
        String csv = "iccid,supplier,customer_email\n" + iccid + ",airalo," + email + "\n";
        house.esims().importCsv(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        UUID customer = house.customers().add(email, "USD", "en").id();
        house.ledger().openBalance(customer, "USD");
        Money amount = Money.usd(balance);
        if (amount.isPositive()) {
            house.ledger().credit(house.ids().newBeside(customer), customer, amount, clock.instant());
        }
    }

    public void revoke(String key) {
        house.partners().revoke(new Secret(key));
    }

    /** Lets the sweep run once. */
    public int settle() {
        return house.checkout().settleOnce() + house.renewals().settleOnce();
    }

    /** Delivers events to partners, once. */
    public int deliver() {
        return house.webhooks().deliverOnce();
    }

    /** From now on events are delivered by themselves. */
    public void startDelivering() {
        house.webhooks().start();
    }

    /** As if the provider had told that something happened to a charge. */
    public void hint(String charge) {
        var heard = provider.about(charge, "evt_" + charge);
        house.checkout()
                .hear(List.of(new Hint(provider.name(), heard)))
                .afterwards()
                .run();
    }

    /** Empties a table. */
    public void forget(String table) {
        house.database().client().sql("delete from " + table).update();
    }

    /** How many rows a query counts. */
    public long count(String sql) {
        return house.database().client().sql(sql).query(Long.class).single();
    }

    /** The one text that a query finds. */
    public String text(String sql) {
        return house.database().client().sql(sql).query(String.class).single();
    }

    /** Every method and path that some controller answers. */
    public Map<RequestMappingInfo, HandlerMethod> mappings() {
        return web.getBean(RequestMappingHandlerMapping.class).getHandlerMethods();
    }

    /** Closes the doors gracefully and keeps the database. */
    public void closeDoors() {
        web.close();
    }

    @Override
    public void close() {
        web.close();
        house.messages().close();
        house.webhooks().close();
        house.renewals().close();
        house.esims().close();
    }
}
