package io.tampu.browser.checks;

import com.microsoft.playwright.Page;
import java.util.List;

/** That a state is still told from another when the person's own few colours replace the page's: by a word or a shape. */
public final class States {

    private static final Script ASK = new Script("states.js");

    private States() {}

    /** On a device with forced colours. */
    public static List<String> in(Page page) {
        return ASK.complaints(page);
    }
}
