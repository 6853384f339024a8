package io.tampu.browser.checks;

import com.microsoft.playwright.Page;
import java.util.List;

/** That nothing moves for those who asked for that. */
public final class Stillness {

    private static final Script ASK = new Script("stillness.js");

    private Stillness() {}

    /** On a device that wishes for stillness. */
    public static List<String> in(Page page) {
        return ASK.complaints(page);
    }
}
