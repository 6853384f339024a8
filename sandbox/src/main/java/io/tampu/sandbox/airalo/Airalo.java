package io.tampu.sandbox.airalo;

import static io.tampu.sandbox.airalo.Gate.perAddress;
import static io.tampu.sandbox.airalo.Gate.perEsim;
import static io.tampu.sandbox.airalo.Gate.perPartner;
import static io.tampu.sandbox.airalo.Gate.perToken;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.faults.Faults;
import io.tampu.sandbox.ledger.Ledger;
import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.phones.Shelf;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Router;

/** Airalo in the world: what it is made of, and its routes. */
public final class Airalo {

    public static final String PREFIX = "/airalo";

    private final AiraloSettings settings;
    private final AiraloStore store;
    private final AiraloLimits limits;
    private final Gate gate;
    private final AiraloAccount account;
    private final AiraloPackages packages;
    private final AiraloTopUps topUps;
    private final AiraloOrders orders;
    private final AiraloSims sims;
    private final Courier courier;
    private final AiraloNotifications notifications;
    private final AiraloWarnings warnings;
    private final AiraloSimulator simulator;
    private final AiraloAsyncOrders asyncOrders;
    private final AiraloDesk desk;

    /** The sample catalogue, which phones are provisioned from. */
    public static Shelf shelf() {
        return new AiraloShelf();
    }

    public Airalo(
            Journal journal,
            WorldClock clock,
            Phones phones,
            Ledger ledger,
            Faults faults,
            Shelf shelf,
            AiraloMode mode) {
        var airaloShelf = (AiraloShelf) shelf;
        var tokens = new AiraloTokens();
        this.settings = new AiraloSettings(journal, mode);
        var shapes = new AiraloShapes(settings);
        this.store = new AiraloStore(journal, clock, phones, ledger, airaloShelf);
        this.limits = new AiraloLimits(clock);
        this.gate = new Gate(tokens, limits, settings, clock);
        this.account = new AiraloAccount(journal, clock, tokens, store, phones);
        this.packages = new AiraloPackages(airaloShelf, shapes);
        this.topUps = new AiraloTopUps(journal, clock, phones, store, airaloShelf, shapes, this::sold);
        this.orders = new AiraloOrders(journal, phones, store, airaloShelf, shapes, this::sold);
        this.sims = new AiraloSims(journal, clock, phones, shapes, settings);
        this.courier = new Courier(journal, clock, faults);
        this.notifications = new AiraloNotifications(journal, courier);
        this.warnings = new AiraloWarnings(journal, clock, phones, store, notifications, courier, settings);
        this.simulator = new AiraloSimulator(journal, notifications, courier);
        this.asyncOrders = new AiraloAsyncOrders(journal, clock, orders, notifications, courier, settings);
        this.desk = new AiraloDesk(journal, settings, store, courier);
        faults.addNotificationTarget(Courier.TARGET);
    }

    private void sold(OwnedPackage sale) {
        warnings.tellOfCredit();
    }

    /** Gives the partner credit. Only inside a change. */
    public void addCredit(long amountMinor) {
        store.addCredit(amountMinor);
    }

    /** Warns of what has run low, where somebody asked to be warned. */
    public void tellPhones() {
        warnings.tellOfPhones();
    }

    /** What it does by itself, a few times a second. */
    public void tick() {
        asyncOrders.carryOutDue();
        courier.bringDue();
    }

    /** Forgets what has served its time. */
    public void tidy() {
        limits.forgetOld();
        warnings.tellOfPhones();
    }

    /** Adds what it answers. The names at the end of a line are the targets at which faults are aimed. */
    public void addRoutes(Router router) {
        var at = PREFIX + "/v2/";
        router.manners(PREFIX, AiraloErrors.INSTANCE);
        router.on(
                "POST",
                at + "token",
                gate.limited("token", account::token, perAddress(AiraloLimits.TOKEN)),
                "airalo.token");
        router.on("POST", at + "orders/topups", gate.behind("topup", topUps::order), "airalo.topup");
        router.on("POST", at + "orders", gate.behind("new-order", orders::place), "airalo.new-order");
        router.on("GET", at + "orders", gate.behind("orders", orders::list), "airalo.orders");
        router.on("GET", at + "orders/*", gate.behind("order", orders::one), "airalo.order");
        router.on(
                "GET",
                at + "packages",
                gate.behind("packages", packages::list, perToken(AiraloLimits.PACKAGES)),
                "airalo.catalogue",
                "airalo.packages");
        router.on("GET", at + "sims", gate.behind("sims", sims::all), "airalo.sims");
        router.on("GET", at + "sims/*", gate.behind("sim", sims::one), "airalo.sim");
        router.on(
                "GET",
                at + "sims/*/topups",
                gate.behind("topups", topUps::offered, perEsim(AiraloLimits.TOP_UPS)),
                "airalo.topups");
        router.on(
                "GET",
                at + "sims/*/packages",
                gate.behind("history", sims::history, perEsim(AiraloLimits.HISTORY)),
                "airalo.history",
                "airalo.packages");
        router.on(
                "GET",
                at + "sims/*/usage",
                gate.behind(
                        "usage",
                        sims::usage,
                        perEsim(AiraloLimits.USAGE_OF_ESIM),
                        perPartner(AiraloLimits.USAGE_OF_COMPANY)),
                "airalo.usage");
        router.on(
                "GET",
                at + "sims/*/instructions",
                gate.behind("instructions", sims::instructions),
                "airalo.instructions");
        router.on("PUT", at + "sims/*/brand", gate.behind("brand", sims::brand), "airalo.brand");
        router.on("GET", at + "balance", gate.behind("balance", account::balance), "airalo.balance");
        router.on(
                "POST",
                at + "refund",
                gate.behind("refund", account::refund, perAddress(AiraloLimits.REFUND)),
                "airalo.refund");
        addNotificationRoutes(router, at);
        desk.addRoutes(router);
    }

    private void addNotificationRoutes(Router router, String at) {
        router.on("POST", at + "orders-async", gate.behind("orders-async", asyncOrders::place), "airalo.new-order");
        router.on("POST", at + "notifications/opt-in", gate.behind("opt-in", notifications::optIn));
        router.on("GET", at + "notifications/opt-in", gate.behind("opt-in", notifications::read));
        router.on("POST", at + "notifications/opt-out", gate.behind("opt-out", notifications::optOut));
        router.on(
                "POST",
                at + "simulator/webhook",
                gate.behind("simulator", simulator::send, perAddress(AiraloLimits.SIMULATOR)));
    }
}
