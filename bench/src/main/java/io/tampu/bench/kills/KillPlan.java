package io.tampu.bench.kills;

import java.time.Duration;

/**
 * What a run is asked to do.
 *
 * @param kills of platforms; the database and the world are killed besides, once in each {@link #othersEvery}
 * @param longest no platform is killed after so long; the ending comes on top
 * @param clients for each partner
 */
public record KillPlan(long seed, int kills, int othersEvery, Duration longest, int clients) {

    private static final int CLIENTS = 4;

    /** As many as {@code ./tampu test} has time for. */
    public static KillPlan forATest(long seed) {
        return new KillPlan(seed, 10, 10, Duration.ofMinutes(5), CLIENTS);
    }

    /** {@code ./tampu test --long}. */
    public static KillPlan forAnHour(long seed, int kills, Duration longest) {
        return new KillPlan(seed, kills, 9, longest, CLIENTS);
    }
}
