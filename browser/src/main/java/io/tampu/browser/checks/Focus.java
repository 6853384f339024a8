package io.tampu.browser.checks;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** That the Tab key goes through everything that can be pressed, in the order of the page, and that one sees where it is. */
public final class Focus {

    /** No page of ours has so much to press. */
    private static final int MOST_STEPS = 200;

    private static final Script STOPS = new Script("focus-stops.js");
    private static final Script HERE = new Script("focus-here.js");
    private static final Script LEAVE = new Script("focus-leave.js");

    private Focus() {}

    public static List<String> in(Page page) {
        var complaints = new ArrayList<String>();
        var expected = STOPS.ask(page) instanceof Number number ? number.intValue() : 0;
        int last = -1;
        int reached = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            page.keyboard().press("Tab");
            if (!(HERE.ask(page) instanceof Map<?, ?> here)) {
                break; // Through the page, and out of it.
            }
            var words = String.valueOf(here.get("words"));
            int index = here.get("index") instanceof Number number ? number.intValue() : -1;
            if (index < last && reached >= expected) {
                break; // Through the page, and at its beginning again.
            }
            if (index < last) {
                complaints.add("the Tab key goes back to \"" + words + "\"");
                break;
            }
            last = index;
            reached++;
            if (!Boolean.TRUE.equals(here.get("visible"))) {
                complaints.add("nobody sees that \"" + words + "\" has the focus");
            }
            if (Boolean.TRUE.equals(here.get("hidden"))) {
                complaints.add("\"" + words + "\" has the focus and is out of sight");
            }
        }
        if (reached < expected) {
            complaints.add("the Tab key reaches " + reached + " of " + expected + " things that can be pressed");
        }
        LEAVE.run(page);
        return complaints;
    }
}
