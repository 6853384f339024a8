package io.tampu.browser.look;

import io.tampu.browser.checks.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found of one page.
 *
 * @param violations what axe found, over all languages, themes and widths: each once, and where
 * @param practice what axe calls bad practice
 * @param seconds until it could be used on a slow network
 * @param faults everything else that is wrong, in sentences
 */
public record Seen(
        String name,
        List<String> violations,
        List<String> practice,
        Weight weight,
        double seconds,
        List<String> faults) {

    private static final double MOST_FIRST_KILOBYTES = 30;
    private static final double MOST_LATER_KILOBYTES = 8;
    private static final double MOST_SECONDS = 3;

    /** Whether nothing is wrong; what could merely be better does not count. */
    public boolean isSound() {
        return violations.isEmpty() && faults.isEmpty();
    }

    /** What the page has too much of. */
    static List<String> tooMuch(Weight weight, double seconds) {
        var complaints = new ArrayList<String>();
        double first = Weight.kilobytes(weight.firstBytes());
        if (first >= MOST_FIRST_KILOBYTES) {
            complaints.add("weighs " + first + " kB on the first visit, " + MOST_FIRST_KILOBYTES + " are too much");
        }
        double later = Weight.kilobytes(weight.laterBytes());
        if (later >= MOST_LATER_KILOBYTES) {
            complaints.add("weighs " + later + " kB on the next visit, " + MOST_LATER_KILOBYTES + " are too much");
        }
        if (seconds > MOST_SECONDS) {
            complaints.add("can be used after " + seconds + " s on a slow network, " + MOST_SECONDS + " at most");
        }
        return complaints;
    }

    /** One line for each page, with a heading; below it whatever is wrong. */
    public static String table(List<Seen> all) {
        var text = new StringBuilder("%-22s %14s %9s %9s %10s  %s%n"
                .formatted("page", "axe violations", "first kB", "later kB", "usable s", "other faults"));
        for (var seen : all) {
            text.append("%-22s %14d %9.1f %9.1f %10.2f  %d%n"
                    .formatted(
                            seen.name(),
                            seen.violations().size(),
                            Weight.kilobytes(seen.weight().firstBytes()),
                            Weight.kilobytes(seen.weight().laterBytes()),
                            seen.seconds(),
                            seen.faults().size()));
        }
        for (var seen : all) {
            seen.violations().forEach(each -> line(text, "WRONG, " + seen.name(), each));
            seen.faults().forEach(each -> line(text, "WRONG, " + seen.name(), each));
            seen.practice().forEach(each -> line(text, "could be better, " + seen.name(), each));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String sentence) {
        text.append(what).append(": ").append(sentence).append('\n');
    }
}
