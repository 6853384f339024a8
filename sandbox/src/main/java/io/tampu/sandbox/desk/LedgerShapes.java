package io.tampu.sandbox.desk;

import io.tampu.sandbox.ledger.Ledger;
import io.tampu.sandbox.phones.Iccid;
import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.web.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ledger's lines as those who check from outside read them. */
final class LedgerShapes {

    private LedgerShapes() {}

    static Map<String, @Nullable Object> money(Ledger.Money line) {
        return Json.object(
                "seq", line.seq(),
                "provider", line.provider(),
                "reference", line.reference(),
                "kind", line.taken() ? "taken" : "returned",
                "amountMinor", line.amountMinor(),
                "currency", line.currency(),
                "at", Instant.ofEpochMilli(line.atMillis()).toString(),
                "mark", line.mark(),
                "why", line.why());
    }

    static Map<String, @Nullable Object> data(OwnedPackage line) {
        return Json.object(
                "seq", line.seq(),
                "supplier", line.plan().operator().supplier(),
                "iccid", Iccid.of(line.esim()),
                "order", Integer.toString(line.order()),
                "package", line.plan().id(),
                "description", line.description(),
                "costMinor", line.costMinor(),
                "currency", "USD",
                "at", Instant.ofEpochMilli(line.boughtAt()).toString());
    }
}
