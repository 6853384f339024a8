package io.tampu.browser.checks;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** That nothing has to be scrolled sideways, from the smallest phone to a wide screen. */
public final class Overflow {

    public static final List<Integer> WIDTHS = List.of(320, 390, 768, 1280, 1920);

    private static final Script ASK = new Script("overflow.js");

    private Overflow() {}

    /** At each of the widths; the window is then as wide as it was. */
    public static List<String> in(Page page) {
        var before = page.viewportSize();
        var complaints = new ArrayList<String>();
        for (int width : WIDTHS) {
            page.setViewportSize(width, before.height);
            complaints.addAll(atThisWidth(page));
        }
        page.setViewportSize(before.width, before.height);
        return complaints;
    }

    static List<String> atThisWidth(Page page) {
        return ASK.complaints(page);
    }
}
