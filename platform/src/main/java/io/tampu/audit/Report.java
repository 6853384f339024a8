package io.tampu.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the audit found. Filled by the checks, then read. */
public final class Report {

    /** Violations written out in full of each check; a broken house breaks a rule a million times. */
    private static final int MOST_WRITTEN_OUT = 20;

    private static final int DECIMALS = 2;

    /** What one check found: how much it looked at, and how often it was broken. */
    private static final class Check {
        private final String sentence;
        private long looked;
        private long broken;

        Check(String sentence) {
            this.sentence = sentence;
        }
    }

    /**
     * Money from outside, in minor units: what was taken is kept, returned, in flight or lost to disputes. By the world's ledger
     * where there is one, else by the books.
     *
     * @param inFlight on its way back, in an open dispute, or taken and not yet heard of
     */
    record Money(long taken, long kept, long returned, long inFlight, long lostToDispute) {}

    /**
     * The last line of the audit, for programs. {@code difference} adds up deviations; none cancels another. The five figures of
     * money from outside are minor units.
     */
    public record Verdict(
            String audit,
            long renewals,
            long renewed,
            long refunded,
            long open,
            long givenAfterRefund,
            long taken,
            long kept,
            long returned,
            long inFlight,
            long lostToDispute,
            String difference,
            List<String> violations) {

        public boolean isOk() {
            return audit.equals("ok");
        }
    }

    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long renewals;
    private long renewed;
    private long refunded;
    private long open;
    private long givenAfterRefund;
    private long differenceMinor;
    private Money money = new Money(0, 0, 0, 0, 0);
    private final List<String> shown = new ArrayList<>();

    void check(String name, String sentence) {
        checks.putIfAbsent(name, new Check(sentence));
    }

    void looked(String name) {
        check(name).looked++;
    }

    void broken(String name, String what) {
        Check check = check(name);
        if (check.broken++ < MOST_WRITTEN_OUT) {
            violations.add(name + ": " + what);
        }
    }

    void differs(long byMinor) {
        differenceMinor += Math.abs(byMinor);
    }

    void money(Money figures) {
        money = figures;
    }

    /** No violation, but to be known. */
    void shown(String name, String what) {
        if (shown.size() < MOST_WRITTEN_OUT) {
            shown.add(name + ": " + what);
        }
    }

    void givenAfterRefund() {
        givenAfterRefund++;
    }

    void count(Life.Accepted renewal) {
        renewals++;
        switch (renewal.state()) {
            case "RENEWED" -> renewed++;
            case "REFUNDED" -> refunded++;
            case "UNPAID" -> {}
            default -> open++;
        }
        if (renewal.isGivenAfterRefund()) {
            givenAfterRefund();
        }
    }

    private static String decimal(long minor) {
        return BigDecimal.valueOf(minor, DECIMALS).toPlainString();
    }

    private Check check(String name) {
        Check check = checks.get(name);
        if (check == null) {
            throw new IllegalStateException("a check that was not announced: " + name);
        }
        return check;
    }

    /** A line for each check, then what was found broken. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        checks.forEach((name, check) -> lines.add("%-9s %-20s %s (%d looked at%s)"
                .formatted(
                        check.broken == 0 ? "ok" : "VIOLATED",
                        name,
                        check.sentence,
                        check.looked,
                        check.broken == 0 ? "" : ", " + check.broken + " broken")));
        violations.forEach(violation -> lines.add("  " + violation));
        shown.forEach(one -> lines.add("  known: " + one));
        if (money.taken() != 0) {
            lines.add("money     taken %s = kept %s + returned %s + in flight %s + lost to disputes %s"
                    .formatted(
                            decimal(money.taken()),
                            decimal(money.kept()),
                            decimal(money.returned()),
                            decimal(money.inFlight()),
                            decimal(money.lostToDispute())));
        }
        return lines;
    }

    public Verdict verdict() {
        long broken = checks.values().stream().mapToLong(check -> check.broken).sum();
        return new Verdict(
                broken == 0 ? "ok" : "violated",
                renewals,
                renewed,
                refunded,
                open,
                givenAfterRefund,
                money.taken(),
                money.kept(),
                money.returned(),
                money.inFlight(),
                money.lostToDispute(),
                decimal(differenceMinor),
                List.copyOf(violations));
    }
}
