package io.tampu.catalog;

import io.tampu.money.Money;
import java.util.List;

/**
 * One version of a plan, as it was, is or will be sold. Never edited.
 *
 * @param id of this version
 * @param code the plan's name for machines, the same in every version: {@code PE-7D-3GB}
 * @param version 1, 2, 3 ...
 * @param region ISO 3166 country codes in which it works, sorted; one for a plan of one country
 * @param dataBytes data that it adds, {@link #UNLIMITED} for no limit
 * @param voiceMinutes minutes that it adds, 0 for none
 * @param smsCount messages that it adds, 0 for none
 * @param validityDays days of validity that it gives, counted from its start
 * @param networks mobile networks it may use
 * @param price what the buyer pays, tax included
 * @param fairUse the fair use rule in words, empty for none
 * @param supplier the wholesaler by the name that {@code suppliers} knows it by
 * @param supplierPackage the wholesaler's own id of the package that this plan stands for
 * @param sample it comes from sample data and is not for sale in earnest
 */
public record Plan(
        PlanId id,
        String code,
        int version,
        String name,
        Kind kind,
        List<String> region,
        long dataBytes,
        int voiceMinutes,
        int smsCount,
        int validityDays,
        List<Network> networks,
        Money price,
        StartRule startRule,
        StackingRule stackingRule,
        String fairUse,
        String supplier,
        String supplierPackage,
        boolean sample) {

    /** The value of {@link #dataBytes} of a plan without a data limit, as in the suppliers' port. */
    public static final long UNLIMITED = -1;

    public Plan {
        if (!price.isPositive()) {
            throw new IllegalArgumentException("the price is not positive: " + price);
        }
        if (dataBytes != UNLIMITED && dataBytes <= 0) {
            throw new IllegalArgumentException("dataBytes is not positive: " + dataBytes);
        }
        region = List.copyOf(region);
        networks = List.copyOf(networks);
    }

    public boolean isUnlimited() {
        return dataBytes == UNLIMITED;
    }

    /** How long it lasts, as a traveller picks it. */
    public enum Kind {
        DAY,
        WEEK,
        MONTH
    }

    /** When a bought top-up begins. */
    public enum StartRule {
        /** At once. */
        IMMEDIATE,
        /** When the package before it is used up or has ended, whichever comes first. */
        ON_DEPLETION,
        /** When the time of the package before it has ended, even if its data was used up long before. */
        ON_EXPIRY,
        /** After all packages that already wait, each used up or ended in its turn. */
        QUEUED,
        /** The supplier does not say. */
        UNKNOWN
    }

    /** What a top-up does with what is left. */
    public enum StackingRule {
        /** Data adds up, and the end moves out by the plan's days. */
        ADD_DATA_AND_DAYS,
        /** Data adds up, the end is the later of the two. */
        ADD_DATA,
        /** It runs beside what is there, each with its own data and end. */
        SEPARATE,
        /** It waits as a package of its own until its turn comes; nothing of what is there is lost. */
        QUEUE
    }

    /**
     * A mobile network.
     *
     * @param mccMnc country and network code with a dash: {@code 716-10}
     * @param brand as travellers know it: {@code Claro}
     */
    public record Network(String mccMnc, String brand) {}

    /** The same plan in everything that is sold, whatever its version. */
    boolean sellsTheSameAs(Plan other) {
        return equals(other.as(id, version));
    }

    Plan as(PlanId otherId, int otherVersion) {
        return new Plan(
                otherId,
                code,
                otherVersion,
                name,
                kind,
                region,
                dataBytes,
                voiceMinutes,
                smsCount,
                validityDays,
                networks,
                price,
                startRule,
                stackingRule,
                fairUse,
                supplier,
                supplierPackage,
                sample);
    }
}
