package io.tampu.renewals;

import io.tampu.catalog.Plan;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All plans there are for an eSIM: what fits, and what does not with its reason.
 *
 * @param checkedAt when the supplier last spoke of the eSIM, empty if never
 */
public record Offered(Optional<Instant> checkedAt, List<Line> lines) {

    /**
     * @param plan what it is about
     * @param reason why it cannot be bought now, empty if it can
     * @param id by which it is bought, empty if it cannot
     * @param tax the part of the total that is tax
     * @param renewableUntil the last moment at which this eSIM can still be renewed, where that is known
     * @param validUntil until when the offer holds
     */
    public record Line(
            Plan plan,
            Optional<Reason> reason,
            Optional<String> id,
            Money total,
            Money tax,
            Promise promise,
            Optional<Instant> renewableUntil,
            Instant validUntil) {}

    /** Why a plan cannot be bought for an eSIM now. */
    public enum Reason {
        NOT_CHECKED_YET("not-checked-yet"),
        SUPPLIER_DOWN("supplier-down"),
        EXPIRED("expired"),
        RECYCLED("recycled"),
        NOT_RECHARGEABLE("not-rechargeable"),
        UNKNOWN_TO_SUPPLIER("unknown-to-supplier"),
        NOT_FOR_THIS_ESIM("not-for-this-esim");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
