package io.tampu.sandbox;

import io.tampu.sandbox.airalo.Airalo;
import io.tampu.sandbox.airalo.AiraloMode;
import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.desk.Desk;
import io.tampu.sandbox.faults.Faults;
import io.tampu.sandbox.faults.LateCalls;
import io.tampu.sandbox.faults.Sabotage;
import io.tampu.sandbox.ledger.Ledger;
import io.tampu.sandbox.mail.MailServer;
import io.tampu.sandbox.phones.PhoneKind;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.stripe.Stripe;
import io.tampu.sandbox.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** The world, put together and answering. A provider to come is a package of its own and a few lines here. */
public final class RunningWorld implements AutoCloseable {

    private static final long TICK_MILLIS = 100;
    private static final long TIDY_MILLIS = 60_000;
    /** Ample: a benchmark buys millions of top-ups. */
    private static final long FIRST_CREDIT_MINOR = 2_500_000_000L;

    private final Journal journal;
    private final Ticker ticker = new Ticker();
    private final Stripe stripe;
    private final MailServer mail;
    private final WorldServer server;

    /**
     * Opens the folder's world, or makes a new one with so many renewable eSIMs and a few of each special kind.
     *
     * @param port for HTTP; 0 for any that is free
     * @param mailPort for SMTP; 0 for any that is free
     */
    public RunningWorld(Path folder, int port, int mailPort, AiraloMode airaloMode, int esims, InstantSource machine)
            throws Exception {
        this.journal = new Journal(folder);
        var clock = new WorldClock(journal, machine);
        var shelf = Airalo.shelf();
        var phones = new Phones(journal, clock, shelf);
        var ledger = new Ledger();
        var faults = new Faults(journal);
        var router = new Router();
        var late = new LateCalls(journal, clock, router);
        var airalo = new Airalo(journal, clock, phones, ledger, faults, shelf, airaloMode);
        airalo.addRoutes(router);
        this.stripe = new Stripe(journal, clock, ledger, faults);
        stripe.addRoutes(router);
        this.mail = new MailServer(journal, clock, faults, mailPort);
        mail.addRoutes(router);
        router.targets().forEach(faults::addTarget);
        new Desk(journal, clock, ledger, phones, faults, airalo::tellPhones).addRoutes(router);

        journal.replay();
        if (journal.isFresh()) {
            populate(phones, airalo, esims);
        }
        ticker.every(TICK_MILLIS, late::carryOutDue);
        ticker.every(TICK_MILLIS, airalo::tick);
        ticker.every(TICK_MILLIS, stripe::tick);
        ticker.every(TIDY_MILLIS, airalo::tidy);
        ticker.every(TIDY_MILLIS, stripe::tidy);
        this.server = new WorldServer(port, router, new Sabotage(faults, late));
        server.start();
        mail.start();
        stripe.setAddress("http://127.0.0.1:" + server.port());
    }

    private void populate(Phones phones, Airalo airalo, int esims) {
        journal.change(() -> {
            airalo.addCredit(FIRST_CREDIT_MINOR);
            phones.provision(esims, PhoneKind.RENEWABLE);
            phones.provision(2, PhoneKind.REGIONAL);
            for (var kind : PhoneKind.values()) {
                if (kind != PhoneKind.RENEWABLE && kind != PhoneKind.REGIONAL && kind != PhoneKind.SOLD) {
                    phones.provision(1, kind);
                }
            }
            return phones.total();
        });
    }

    public int port() {
        return server.port();
    }

    /** Where letters are taken. */
    public int mailPort() {
        return mail.port();
    }

    @Override
    public void close() throws IOException {
        stripe.close();
        mail.close();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IOException("the world's server did not stop", failed);
        } finally {
            ticker.close();
            journal.close();
        }
    }
}
