package io.tampu.bench.kills;

import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param kills of platforms
 * @param renewals accepted ones
 * @param ends how many ended how
 * @param faults how often each kind has struck
 * @param answers what else the clients saw, by kind
 * @param givenAfterRefund data that came when the money had gone back: a cost, not a broken promise
 * @param cards what was paid from outside
 * @param differenceMinor by how much books, balances and the world's ledger are apart, in sum
 * @param complaints the first things that were wrong, in sentences
 * @param complaintCount how many were
 */
public record Outcome(
        long seed,
        int kills,
        int databaseKills,
        int worldKills,
        int renewals,
        Map<String, Integer> ends,
        Map<String, Integer> faults,
        Map<String, Integer> answers,
        int givenAfterRefund,
        Cards cards,
        long differenceMinor,
        long seconds,
        List<String> complaints,
        int complaintCount) {

    /**
     * Money from outside, as the audit adds it up against the world: taken = kept + returned + in flight + lost to dispute.
     *
     * @param renewals that were paid by card, or should have been
     */
    public record Cards(
            int renewals, String taken, String kept, String returned, String inFlight, String lostToDispute) {}

    public boolean isClean() {
        return complaintCount == 0 && differenceMinor == 0;
    }

    /** As an amount of money: {@code "0.00"}. */
    public String difference() {
        return Money.text(differenceMinor);
    }

    /** Everything, for a person. */
    public String story() {
        var story = new StringBuilder("seed " + seed + ": " + kills + " kills of platforms, " + databaseKills
                + " of PostgreSQL, " + worldKills + " of the world; " + renewals + " renewals in " + seconds
                + " s, ended " + ends + ", given after refund " + givenAfterRefund + "; " + cards + "; difference "
                + difference()
                + "\n  faults: " + faults + "\n  clients saw: " + answers);
        for (var complaint : complaints) {
            story.append("\n  WRONG: ").append(complaint);
        }
        if (complaintCount > complaints.size()) {
            story.append("\n  and ").append(complaintCount - complaints.size()).append(" more");
        }
        if (!isClean()) {
            story.append("\n  Again: ./tampu test --long --seed ")
                    .append(seed)
                    .append(" --kills ")
                    .append(Math.max(1, kills));
        }
        return story.toString();
    }
}
