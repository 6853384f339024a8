package io.tampu.notifications;

import io.tampu.engine.Database;
import io.tampu.esims.Esim;
import io.tampu.esims.Esims;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.SupplierHint;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Takes wholesalers' notifications: verified on their raw bytes, kept once, and followed by asking again. */
@RestController
public class SupplierNotifications {

    private static final Logger LOG = LoggerFactory.getLogger(SupplierNotifications.class);

    /** No notification that we know of is larger than a few kilobytes. */
    private static final int MOST_BYTES = 64 * 1024;

    /** A burst of hints must leave the database's connections to the renewals. */
    private static final int MOST_AT_ONCE = 3;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Map<String, Supplier> suppliers;
    private final NotificationStore store;
    private final Database database;
    private final Esims esims;
    private final Clock clock;

    public SupplierNotifications(Map<String, Supplier> suppliers, Database database, Esims esims, Clock clock) {
        this.suppliers = Map.copyOf(suppliers);
        this.store = new NotificationStore(database);
        this.database = database;
        this.esims = esims;
        this.clock = clock;
    }

    /** Airalo looks whether the address answers before it accepts it. */
    @RequestMapping(path = "/notifications/{supplier}", method = RequestMethod.HEAD)
    ResponseEntity<Void> isThere(@PathVariable String supplier) {
        return suppliers.containsKey(supplier)
                ? ResponseEntity.ok().build()
                : ResponseEntity.notFound().build();
    }

    /** Answers exactly 200 to what is verified, also the second time: anything else is sent again for hours. */
    @PostMapping("/notifications/{supplier}")
    ResponseEntity<Void> hear(@PathVariable String supplier, HttpServletRequest request) throws IOException {
        Supplier from = suppliers.get(supplier);
        if (from == null) {
            return ResponseEntity.notFound().build();
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return ResponseEntity.status(413).build();
        }
        Optional<SupplierHint> hint = from.verify(headers(request), body);
        if (hint.isEmpty()) {
            LOG.warn("a notification in the name of {} is not from there, or unreadable", supplier);
            return ResponseEntity.status(401).build();
        }
        places.acquireUninterruptibly();
        try {
            follow(supplier, hint.get(), body);
        } finally {
            places.release();
        }
        return ResponseEntity.ok().build();
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

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        return headers;
    }
}
