package io.tampu.suppliers;

import io.tampu.money.Money;
import java.time.Instant;

/**
 * A top-up that the supplier has sold.
 *
 * @param orderId the supplier's id of it
 * @param supplierPackage the package as the supplier names it
 * @param cost what the supplier charged us
 * @param dataBytes data sold, in bytes; -1 for unlimited; 0 where a later word on the order ({@link OrderWord.Sold}) does not say
 * @param validityDays days of validity, 0 where a later word on the order does not say
 * @param voiceMinutes minutes sold, 0 for none
 * @param smsCount messages sold, 0 for none
 * @param createdAt when, by the supplier's clock, UTC
 */
public record SupplierOrder(
        String orderId,
        String supplierPackage,
        Money cost,
        long dataBytes,
        int validityDays,
        int voiceMinutes,
        int smsCount,
        Instant createdAt) {}
