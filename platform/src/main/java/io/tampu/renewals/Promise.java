package io.tampu.renewals;

import java.time.Instant;

/**
 * The preview, which is the contract: what the traveller has, what they will have, and when the new plan starts.
 *
 * @param planName the plan's name at the time
 * @param dataBytes data that the plan adds, in bytes; -1 for unlimited
 * @param voiceMinutes minutes that it adds
 * @param sms messages that it adds
 * @param validityDays days that it is valid once begun
 * @param refundDays not delivered: always all of it back. Unused and not started: all of it back for so many days after
 *     delivery. Partly used: by the seller's staff only
 */
public record Promise(
        String plan,
        String planName,
        long dataBytes,
        int voiceMinutes,
        int sms,
        int validityDays,
        Remaining before,
        Remaining after,
        Start start,
        int refundDays) {

    /** When the new plan starts: by which rule, and between which instants. */
    public record Start(String rule, Instant earliest, Instant latest) {}
}
