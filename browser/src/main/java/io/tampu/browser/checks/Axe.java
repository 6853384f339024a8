package io.tampu.browser.checks;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What axe-core finds in a page: against WCAG 2.2 AA, and apart from that against good practice. */
public final class Axe {

    private static final Script AXE = new Script("/axe.min.js");
    private static final Script RUN = new Script("axe-run.js");

    private Axe() {}

    /** Each is a sentence with the rule, the element and the help of axe-core. */
    public record Found(List<String> violations, List<String> practice) {}

    public static Found in(Page page) {
        AXE.run(page);
        var violations = new ArrayList<String>();
        var practice = new ArrayList<String>();
        if (RUN.ask(page) instanceof List<?> rows) {
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
