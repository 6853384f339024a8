package io.tampu.suppliers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a supplier says of one eSIM. */
public sealed interface EsimWord {

    /**
     * @param packages what it has and had, in no certain order
     * @param topUps what may be bought for it now; empty: it is not rechargeable
     * @param voiceMinutesLeft minutes left, empty where the supplier does not say
     * @param smsLeft messages left, empty where the supplier does not say
     * @param apn the access point name to set, empty where the supplier does not say
     */
    record Known(
            List<OwnedPackage> packages,
            List<TopUpOption> topUps,
            Optional<Integer> voiceMinutesLeft,
            Optional<Integer> smsLeft,
            Optional<String> apn)
            implements EsimWord {}

    /** Given back to the operator: it can never be used or topped up again. */
    record Recycled() implements EsimWord {}

    /** The supplier does not know this ICCID. */
    record Unknown() implements EsimWord {}

    /** No readable answer. */
    record Silent(String what) implements EsimWord {}

    /**
     * A package on the eSIM.
     *
     * @param packageId the supplier's id of this package on this eSIM
     * @param supplierPackage the supplier's catalogue id
     * @param status where it is in its life
     * @param totalBytes data it came with, -1 for unlimited
     * @param remainingBytes data left, -1 for unlimited
     * @param activatedAt when its validity began, empty while it waits
     * @param expiresAt when its validity ends, empty while it waits
     * @param validityDays days of validity once it begins
     */
    record OwnedPackage(
            String packageId,
            String supplierPackage,
            Status status,
            long totalBytes,
            long remainingBytes,
            Optional<Instant> activatedAt,
            Optional<Instant> expiresAt,
            int validityDays) {}

    /** Where a package is in its life. */
    enum Status {
        WAITING,
        ACTIVE,
        FINISHED,
        EXPIRED,
        UNKNOWN
    }

    /**
     * A package that may be bought for this eSIM.
     *
     * @param supplierPackage the supplier's catalogue id, to be sent back in the order
     * @param cost what we would pay, in the supplier's currency
     */
    record TopUpOption(String supplierPackage, io.tampu.money.Money cost) {}
}
