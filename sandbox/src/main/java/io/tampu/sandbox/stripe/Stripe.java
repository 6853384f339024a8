package io.tampu.sandbox.stripe;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.faults.Faults;
import io.tampu.sandbox.ledger.Ledger;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Router;

/** Stripe in the world: what it is made of, and its routes. */
public final class Stripe {

    public static final String PREFIX = "/stripe";

    /** The seller's key and the secret that the desk's webhook is signed with: both are public, nothing real is behind them. */
    public static final String SECRET_KEY = "sk_test_sandbox_stripe_key";

    public static final String WEBHOOK_SECRET = "whsec_sandbox_stripe_secret";

    /** Carries a fault's argument to the endpoint; no real header has a space in its name. */
    static final String TWIST = "refund fails later";

    private final Times times;
    private final Keys keys;
    private final Shapes shapes;
    private final Checkout checkout;
    private final Refunds refunds;
    private final Courier courier;
    private final Gate gate;
    private final SessionEndpoints sessions;
    private final IntentEndpoints intents;
    private final BackEndpoints back;
    private final AccountEndpoints account;
    private final Hooks hooks;
    private final PayDesk pay;
    private final StripeDesk desk;

    public Stripe(Journal journal, WorldClock clock, Ledger ledger, Faults faults) {
        this.times = new Times(clock);
        var vault = new Vault();
        var events = new Events(vault);
        var till = new Till(vault, ledger);
        var disputes = new Disputes(journal, vault, events, till);
        var payments = new Payments(journal, vault, events, till, disputes);
        this.keys = new Keys(journal, vault);
        this.shapes = new Shapes(vault, times::waiting);
        this.checkout = new Checkout(journal, vault, events, payments);
        this.refunds = new Refunds(journal, vault, events, till);
        var deliveries = new Deliveries(journal, vault, events, times, faults);
        shapes.account().setPending(deliveries::pending);
        this.courier = new Courier(journal, deliveries, shapes, times);
        this.gate = new Gate(journal, times, keys, shapes, courier::bringDue);
        this.sessions = new SessionEndpoints(vault, checkout, shapes, times);
        this.intents = new IntentEndpoints(journal, vault, payments, shapes);
        this.back = new BackEndpoints(vault, refunds, disputes, times);
        this.account = new AccountEndpoints(vault, shapes, deliveries, times);
        this.hooks = new Hooks(journal, vault, shapes);
        this.pay = new PayDesk(journal, vault, checkout, payments, disputes, times, gate, courier::bringDue);
        this.desk = new StripeDesk(
                journal, vault, new StripeDesk.Acts(refunds, disputes, hooks, deliveries), times, courier::bringDue);
    }

    /** Says where the world answers, which is known once it does: sessions tell their pages' addresses. */
    public void setAddress(String world) {
        shapes.setAddress(world);
    }

    /** What it does by itself, a few times a second. */
    public void tick() {
        checkout.expireDue(times.waiting(), times.shown());
        refunds.endDue(times.waiting(), times.shown());
        courier.bringDue();
    }

    /** Brings no more notifications. */
    public void close() {
        courier.close();
    }

    /** Forgets what has served its time. */
    public void tidy() {
        keys.forgetOld(times.waiting());
    }

    /** Adds what it answers. The names at the end of a line are the targets at which faults are aimed. */
    public void addRoutes(Router router) {
        var at = PREFIX + "/v1/";
        router.manners(PREFIX + "/v1", StripeErrors.INSTANCE);
        sessions.addRoutes(router, gate, at);
        intents.addRoutes(router, gate, at);
        back.addRoutes(router, gate, at);
        account.addRoutes(router, gate, at);
        hooks.addRoutes(router, gate, at);
        pay.addRoutes(router);
        desk.addRoutes(router);
    }
}
