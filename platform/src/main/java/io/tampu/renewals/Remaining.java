package io.tampu.renewals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a traveller has, or will have.
 *
 * @param dataBytes data left in bytes, null where it is unlimited or not known
 * @param unlimited whether data is unlimited
 * @param voiceMinutes minutes left, null where the supplier does not say
 * @param sms messages left, null where the supplier does not say
 * @param expiresAt when it ends, at the earliest where that depends on use; null where nothing runs
 * @param expiresAtLatest when it ends at the latest; the same as {@code expiresAt} where that is certain
 */
public record Remaining(
        @Nullable Long dataBytes,
        boolean unlimited,
        @Nullable Integer voiceMinutes,
        @Nullable Integer sms,
        @Nullable Instant expiresAt,
        @Nullable Instant expiresAtLatest) {}
