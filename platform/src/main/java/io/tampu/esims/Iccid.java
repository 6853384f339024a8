package io.tampu.esims;

/** The number of a SIM (ITU-T E.118): 18 to 22 digits, the last usually a Luhn check digit. */
final class Iccid {

    private Iccid() {}

    static boolean isWellFormed(String text) {
        return text.length() >= 18
                && text.length() <= 22
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
