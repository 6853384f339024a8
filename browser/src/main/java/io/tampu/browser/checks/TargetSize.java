package io.tampu.browser.checks;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** That a thumb meets what it aims at: 24 pixels for whatever stands outside of running text, 44 for what the page is for. */
public final class TargetSize {

    private static final int SMALLEST = 24;
    private static final int PRIMARY = 44;
    private static final Script ASK = new Script("target-size.js");

    private TargetSize() {}

    /** @param primary a CSS selector of what the page is for */
    public static List<String> in(Page page, String primary) {
        return ASK.complaints(page, Map.of("smallest", SMALLEST, "primary", PRIMARY, "selector", primary));
    }
}
