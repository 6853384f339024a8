package io.tampu.browser.checks;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** That nothing is lost when a person makes the text twice as large, or gives its lines, words and letters more air (WCAG 1.4.4, 1.4.12). */
public final class RoomForText {

    private static final String TWICE = "html { font-size: 200% !important }";

    /** The figures are those of WCAG 2.2, criterion 1.4.12. */
    private static final String AIRY = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
            + " word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";

    private static final Script DRESS = new Script("dress.js");
    private static final Script CLIPPED = new Script("clipped.js");

    private RoomForText() {}

    /** At the width at hand. The page is then as it was. */
    public static List<String> in(Page page) {
        var complaints = new ArrayList<String>();
        complaints.addAll(dressed(page, "text twice as large", TWICE));
        complaints.addAll(dressed(page, "airy text", AIRY));
        return complaints;
    }

    private static List<String> dressed(Page page, String how, String style) {
        DRESS.ask(page, style);
        var complaints = new ArrayList<String>();
        complaints.addAll(Overflow.atThisWidth(page));
        complaints.addAll(CLIPPED.complaints(page));
        DRESS.ask(page, "");
        return complaints.stream().map(each -> how + ": " + each).toList();
    }
}
