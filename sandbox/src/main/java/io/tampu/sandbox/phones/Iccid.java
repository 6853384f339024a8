package io.tampu.sandbox.phones;

import java.util.OptionalInt;

/** ICCIDs of the world: {@code 8910300}, eleven digits of index, Luhn digit. Index and number give each other by arithmetic. */
public final class Iccid {

    private static final String PREFIX = "8910300";
    private static final int LENGTH = 19;

    private Iccid() {}

    /** The ICCID of the eSIM with this index. */
    public static String of(int index) {
        var digits = Integer.toString(index);
        var payload = PREFIX + "0".repeat(11 - digits.length()) + digits;
        return payload + luhn(payload);
    }

    /** The index, empty for a number that is none of ours or fails its check digit. */
    public static OptionalInt index(String iccid) {
        if (iccid.length() != LENGTH || !iccid.startsWith(PREFIX)) {
            return OptionalInt.empty();
        }
        long index = 0;
        for (int i = PREFIX.length(); i < LENGTH - 1; i++) {
            int digit = iccid.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            index = index * 10 + digit;
        }
        if (index > Integer.MAX_VALUE || luhn(iccid.substring(0, LENGTH - 1)) != iccid.charAt(LENGTH - 1) - '0') {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) index);
    }

    static int luhn(String payload) {
        int sum = 0;
        boolean doubled = true;
        for (int i = payload.length() - 1; i >= 0; i--) {
            int digit = payload.charAt(i) - '0';
            if (doubled) {
                digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            }
            sum += digit;
            doubled = !doubled;
        }
        return (10 - sum % 10) % 10;
    }
}
