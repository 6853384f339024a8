package io.tampu;

import io.tampu.accounts.Partner;
import io.tampu.checkout.Checkout;
import io.tampu.checkout.Refund;
import io.tampu.engine.AddressGuard;
import io.tampu.engine.Database;
import io.tampu.engine.FakeClock;
import io.tampu.engine.Ids;
import io.tampu.engine.Secret;
import io.tampu.esims.Esim;
import io.tampu.invoices.Seller;
import io.tampu.messages.FakeMail;
import io.tampu.money.Money;
import io.tampu.payments.FakeProvider;
import io.tampu.renewals.OfferRules;
import io.tampu.renewals.Offered;
import io.tampu.renewals.Patience;
import io.tampu.renewals.Pay;
import io.tampu.renewals.PayAnswer;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewRequest;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.Renewals;
import io.tampu.renewals.RequestKey;
import io.tampu.renewals.TaxRule;
import io.tampu.suppliers.FakeSupplier;
import io.tampu.suppliers.Supplier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The whole program without HTTP, on a real database, with a wholesaler in memory and a clock turned by hand: what stories
 * about renewals are told in.
 */
public final class Shop implements AutoCloseable {

    public static final Seller SELLER =
            new Seller("Example eSIM S.A.C.", "20000000001", "Jr. de la Muestra 100, Lima", "help@seller.example");

    public static final Pay.ByLink LINK =
            new Pay.ByLink(URI.create("https://partner.example/back"), "en", Refund.To.ORIGINAL);

    public final FakeClock clock = new FakeClock();
    public final FakeSupplier supplier = new FakeSupplier(clock);
    public final FakeProvider provider = new FakeProvider(clock);
    public final FakeMail mail = new FakeMail();
    public final Partner partner;
    private final DataSource source;
    private final Random chance;
    private House house;

    public Shop(DataSource source, String name, String balance) {
        this.source = source;
        this.chance = new Random(name.hashCode());
        this.house = open(Map.of(supplier.name(), supplier));
        house.catalog().importFile(resource("/sample/peru-catalog.json"));
        partner = house.partners().add(name, "USD", new Secret("key-of-" + name));
        house.ledger().openBalance(partner.id(), "USD");
        house.ledger().credit(house.ids().newBeside(partner.id()), partner.id(), Money.usd(balance), clock.instant());
    }

    private House open(Map<String, Supplier> suppliers) {
        var rules = new House.Rules(
                new OfferRules(TaxRule.PE_IGV_18, Duration.ofMinutes(30), Map.of(), 14),
                new Patience(
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(60),
                        Patience.LOOK_FOR_LATE,
                        Duration.ofSeconds(35),
                        Duration.ofMinutes(15)),
                new Secret("a key of tests that seals offers"),
                AddressGuard.publicAndLoopback(),
                SELLER,
                Optional.of(URI.create("https://shop.example")));
        var outside = new House.Outside(suppliers, Map.of(provider.name(), provider), Optional.of(mail));
        return House.on(new Database(source), clock, new Ids(clock, chance), outside, rules);
    }

    /** Throws the program away as a crash does, and starts it anew on the same database. */
    public void restart() {
        house.renewals().close();
        house = open(Map.of(supplier.name(), supplier));
    }

    /** The same with a program that no longer has the wholesaler's settings. */
    public void restartWithoutSuppliers() {
        house.renewals().close();
        house = open(Map.of());
    }

    public House house() {
        return house;
    }

    public Renewals renewals() {
        return house.renewals();
    }

    public Checkout checkout() {
        return house.checkout();
    }

    /** An id of something of the partner's. */
    public UUID newId() {
        return house.ids().newBeside(partner.id());
    }

    public Esim esim(String iccid) {
        String csv = "iccid,supplier\n" + iccid + ",airalo\n";
        house.esims().importCsv(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), partner.id());
        return house.esims().find(partner.id(), iccid).orElseThrow();
    }

    /** The id of the first offer that fits. */
    public String offer(Esim esim) {
        return house.renewals().offers(partner.id(), esim).lines().stream()
                .filter(line -> line.reason().isEmpty())
                .map(Offered.Line::id)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    public RenewAnswer renew(Esim esim, String offer, String key, Duration wait) {
        return house.renewals()
                .renew(
                        new RenewRequest(
                                partner.id(),
                                esim.iccid(),
                                offer,
                                new Pay.FromBalance(),
                                Optional.of(new RequestKey(key, offer.getBytes(StandardCharsets.US_ASCII))),
                                Optional.empty()),
                        wait);
    }

    /** Renews, to be paid by whoever opens the page. */
    public RenewAnswer renewByLink(Esim esim, String offer, String key) {
        return renewByLink(esim, offer, key, Refund.To.ORIGINAL);
    }

    public RenewAnswer renewByLink(Esim esim, String offer, String key, Refund.To to) {
        return house.renewals()
                .renew(
                        new RenewRequest(
                                partner.id(),
                                esim.iccid(),
                                offer,
                                new Pay.ByLink(LINK.backTo(), LINK.language(), to),
                                Optional.of(new RequestKey(key, offer.getBytes(StandardCharsets.US_ASCII))),
                                Optional.empty()),
                        Duration.ZERO);
    }

    public PayAnswer pay(RenewAnswer renewal, Pay pay) {
        return house.renewals()
                .pay(partner.id(), ((RenewAnswer.Accepted) renewal).id(), pay)
                .orElseThrow();
    }

    /** Turns the clock and lets the sweep run, step by step, as time passes. */
    public void pass(Duration time) {
        Duration step = Duration.ofSeconds(1);
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            awaitSteps();
            clock.turn(step);
            house.checkout().settleOnce();
            house.renewals().settleOnce();
            awaitSteps();
        }
    }

    /** Time stands still until what has been begun has been asked and written down. */
    private void awaitSteps() {
        while (house.checkout().underWay() + house.renewals().underWay() > 0) {
            Thread.onSpinWait();
        }
    }

    public Renewal renewal(RenewAnswer answer) {
        var accepted = (RenewAnswer.Accepted) answer;
        return house.renewals().find(partner.id(), accepted.id()).orElseThrow();
    }

    public Money balance() {
        return house.ledger().available(partner.id()).orElseThrow();
    }

    static String resource(String name) {
        try (InputStream in = Shop.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        house.messages().close();
        house.webhooks().close();
        house.renewals().close();
        house.esims().close();
    }
}
