package io.tampu.notifications;

import io.tampu.checkout.Checkout;
import io.tampu.engine.Backlog;
import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.esims.Esims;
import io.tampu.payments.PaymentProvider;
import io.tampu.suppliers.Supplier;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Where wholesalers and payment providers tell us something: {@code POST /notifications/stripe}. */
@RestController
public class Notifications implements AutoCloseable {

    /** No notification that we know of is larger than a few kilobytes. */
    private static final int MOST_BYTES = 64 * 1024;

    private final NotificationStore store;
    private final HearSuppliers suppliers;
    private final HearPayments payments;
    private final HearUndelivered undelivered;

    /** What the modules below give. */
    public record Parts(
            Map<String, Supplier> suppliers,
            Map<String, PaymentProvider> providers,
            Database database,
            Esims esims,
            Checkout checkout,
            Ids ids,
            Clock clock) {}

    public Notifications(Parts parts) {
        store = new NotificationStore(parts.database());
        suppliers = new HearSuppliers(parts.suppliers(), store, parts.database(), parts.esims(), parts.clock());
        payments = new HearPayments(
                parts.providers(), store, parts.database(), parts.checkout(), parts.ids(), parts.clock());
        undelivered = new HearUndelivered(parts.providers(), payments, parts.clock());
    }

    /** Begins to ask providers, again and again, for what they could not deliver. */
    public void start() {
        undelivered.start();
    }

    /** What is not believed and nobody has looked at, for those who watch. */
    public Backlog apart() {
        return store.apart();
    }

    /** Some look whether the address answers before they accept it. */
    @RequestMapping(path = "/notifications/{from}", method = RequestMethod.HEAD)
    ResponseEntity<Void> isThere(@PathVariable String from) {
        return suppliers.knows(from) || payments.knows(from)
                ? ResponseEntity.ok().build()
                : ResponseEntity.notFound().build();
    }

    @PostMapping("/notifications/{from}")
    ResponseEntity<Void> hear(@PathVariable String from, HttpServletRequest request) throws IOException {
        if (!suppliers.knows(from) && !payments.knows(from)) {
            return ResponseEntity.notFound().build();
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return ResponseEntity.status(413).build();
        }
        int status = suppliers.knows(from)
                ? suppliers.hear(from, headers(request), body)
                : payments.hear(from, headers(request), body);
        return ResponseEntity.status(status).build();
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        return headers;
    }

    @Override
    public void close() {
        undelivered.close();
    }
}
