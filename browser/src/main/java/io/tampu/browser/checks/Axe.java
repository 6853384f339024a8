package io.tampu.browser.checks;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What axe-core finds in a page: against WCAG 2.2 AA, and apart from that against good practice. */
public final class Axe {

    private static final Script AXE = new Script("/axe.min.js");
    private static final Script IS_THERE = new Script("axe-is-there.js");
    private static final Script RUN = new Script("axe-run.js");

    private Axe() {}

    /** Each is a sentence with the rule, the element and the help of axe-core. */
    public record Found(List<String> violations, List<String> practice) {}

    public static Found in(Page page) {
        return ask(page, List.of());
    }

    /** The same of colours only: what a theme can change. */
    public static Found ofColors(Page page) {
        return ask(page, List.of("color-contrast", "link-in-text-block"));
    }

    private static Found ask(Page page, List<String> rules) {
        if (Boolean.FALSE.equals(IS_THERE.ask(page))) {
            AXE.run(page);
        }
        var violations = new ArrayList<String>();
        var practice = new ArrayList<String>();
        if (RUN.ask(page, rules) instanceof List<?> rows) {
            for (var row : rows) {
                if (row instanceof Map<?, ?> found) {
                    (Boolean.TRUE.equals(found.get("wcag")) ? violations : practice)
                            .add(String.valueOf(found.get("sentence")));
                }
            }
        }
        return new Found(violations, practice);
    }
}
