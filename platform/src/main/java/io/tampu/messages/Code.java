package io.tampu.messages;

/** How a code is shown. */
final class Code {

    private static final int GROUPED = 6;

    private Code() {}

    /** Six digits are read, and typed, as three and three: {@code 483 920}. */
    static String inGroups(String code) {
        return code.length() == GROUPED ? code.substring(0, 3) + ' ' + code.substring(3) : code;
    }
}
