package io.tampu.renewals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was given, as the supplier's own words have it.
 *
 * @param dataBytes data added, in bytes; -1 for unlimited
 * @param validityDays days that it is valid once begun
 * @param voiceMinutes minutes added
 * @param sms messages added
 * @param startsAt when it began, null while it waits for the plan before it
 * @param expiresAt when it ends, null while it waits
 * @param now what is on the eSIM now, null when the supplier could not be asked again yet
 */
public record Delivered(
        long dataBytes,
        int validityDays,
        int voiceMinutes,
        int sms,
        @Nullable Instant startsAt,
        @Nullable Instant expiresAt,
        @Nullable Remaining now) {}
