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

    /** The last line of the audit, for programs. {@code difference} adds up deviations; none cancels another. */
    public record Verdict(
            String audit,
            long renewals,
            long renewed,
            long refunded,
            long open,
            long givenAfterRefund,
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
                BigDecimal.valueOf(differenceMinor, DECIMALS).toPlainString(),
                List.copyOf(violations));
    }
}
