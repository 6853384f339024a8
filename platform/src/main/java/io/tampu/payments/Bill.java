package io.tampu.payments;

import io.tampu.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the provider says of a day, UTC.
 *
 * @param lines in no order; each movement of money once
 */
public record Bill(LocalDate day, List<Line> lines) {

    /**
     * @param id the provider's id of the line, unique
     * @param payment the provider's id of the money that moved: {@code pi_...}
     * @param mark our id of the charge or the refund, if the provider gives it back
     * @param amount always positive
     * @param fee what the provider kept for itself of this movement; zero or more
     */
    public record Line(
            String id, Kind kind, String payment, Optional<String> mark, Money amount, Money fee, Instant at) {}

    /** Which way the money went. */
    public enum Kind {
        TAKEN,
        RETURNED,
        /** A refund that failed: the money is in our account again. */
        RETURN_FAILED,
        DISPUTED,
        DISPUTE_WON
    }
}
