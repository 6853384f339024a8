package io.tampu.esims;

/** The number of a SIM (ITU-T E.118): 18 to 22 digits, the last usually a Luhn check digit. */
final class Iccid {

    private static final int LONGEST = 22;

    private Iccid() {}

    /** The digits of what somebody typed, or copied from a letter: grouped, or full-width as a Chinese keyboard writes them. */
    static String typed(String text) {
        var digits = new StringBuilder();
        text.codePoints()
                .map(character -> Character.digit(character, 10))
                .filter(digit -> digit >= 0)
                .limit(LONGEST + 1)
                .forEach(digits::append);
        return digits.toString();
    }

    static boolean isWellFormed(String text) {
        return text.length() >= 18
                && text.length() <= LONGEST
                && text.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    /** False is reason for a warning only: some real ICCIDs carry no check digit. */
    static boolean hasRightCheckDigit(String iccid) {
        int sum = 0;
        for (int i = 0; i < iccid.length(); i++) {
            int digit = iccid.charAt(iccid.length() - 1 - i) - '0';
            int weighed = i % 2 == 1 ? 2 * digit : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
