package io.tampu.partnerapi;

/** What counts as a text that somebody could have written, and that a database and a log can hold. */
final class Texts {

    static final int MOST_REFERENCE = 100;

    private Texts() {}

    /** No control characters, and no halves of characters: those have no UTF-8. */
    static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }

    /** A partner's reference in an address. */
    static String reference(String text) {
        if (text.isBlank() || text.length() > MOST_REFERENCE || !isPlain(text)) {
            throw Refused.because(
                    ProblemCode.REFERENCE_INVALID, "A reference is 1 to " + MOST_REFERENCE + " characters of text.");
        }
        return text;
    }
}
