package io.tampu.notifications;

import io.tampu.engine.Database;
import io.tampu.esims.Esim;
import io.tampu.esims.Esims;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.SupplierHint;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes wholesalers' notifications: verified on their raw bytes, kept once, and followed by asking again. */
final class HearSuppliers {

    private static final Logger LOG = LoggerFactory.getLogger(HearSuppliers.class);

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    /** A burst of hints must leave the database's connections to the renewals. */
    private static final int MOST_AT_ONCE = 3;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Map<String, Supplier> suppliers;
    private final NotificationStore store;
    private final Database database;
    private final Esims esims;
    private final Clock clock;

    HearSuppliers(
            Map<String, Supplier> suppliers, NotificationStore store, Database database, Esims esims, Clock clock) {
        this.suppliers = Map.copyOf(suppliers);
        this.store = store;
        this.database = database;
        this.esims = esims;
        this.clock = clock;
    }

    boolean knows(String supplier) {
        return suppliers.containsKey(supplier);
    }

    /** Gives the status of the answer: exactly 200 to what is verified, also the second time, or it is sent again for hours. */
    int hear(String supplier, Map<String, String> headers, byte[] body) {
        Optional<SupplierHint> hint =
                Objects.requireNonNull(suppliers.get(supplier)).verify(headers, body);
        if (hint.isEmpty()) {
            LOG.warn("a notification in the name of {} is not from there, or unreadable", supplier);
            return UNAUTHORIZED;
        }
        places.acquireUninterruptibly();
        try {
            follow(supplier, hint.get(), body);
        } finally {
            places.release();
        }
        return OK;
    }

    private void follow(String supplier, SupplierHint hint, byte[] body) {
        Optional<Esim> changed = database.inTransaction(() -> {
            if (!store.insert(supplier, hint.uniqueKey(), hint.what(), body, clock.instant())) {
                return Optional.empty();
            }
            if (hint.iccid().isEmpty()) {
                LOG.error("ALARM supplier-account: {} says of our account: {}", supplier, hint.what());
            }
            return hint.iccid().flatMap(iccid -> esims.markStale(supplier, iccid));
        });
        changed.ifPresent(esims::refreshSoon);
    }
}
