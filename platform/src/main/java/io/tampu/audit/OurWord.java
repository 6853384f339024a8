package io.tampu.audit;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What our tables say of one renewal, to be held against what the world gave for it.
 *
 * @param isLookedAtAgain whether somebody will still ask the supplier about it
 * @param order the supplier's id of what it sold, empty text until then
 * @param cost in minor units, empty until it sold
 */
record OurWord(
        UUID id,
        String state,
        String sending,
        boolean isLookedAtAgain,
        String supplier,
        String iccid,
        String packageName,
        String order,
        Optional<Long> cost,
        String currency) {

    boolean isSold() {
        return sending.equals("SOLD");
    }

    int fingerprint() {
        return fingerprint(supplier, iccid, packageName, order, currency);
    }

    static int fingerprint(WorldLedger.Given given) {
        return fingerprint(given.supplier(), given.iccid(), given.packageName(), given.order(), given.currency());
    }

    private static int fingerprint(String... parts) {
        return Objects.hash((Object[]) parts);
    }
}
