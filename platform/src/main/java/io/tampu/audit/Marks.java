package io.tampu.audit;

import java.util.Optional;
import java.util.UUID;

/** Ids as PostgreSQL orders them and as suppliers know them: 26 digits of 5 bits, Crockford's alphabet in lower case. */
final class Marks {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    private Marks() {}

    /** Unsigned, byte by byte: {@link UUID#compareTo} is not. */
    static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    static String write(UUID id) {
        var text = new StringBuilder();
        var rest = new java.math.BigInteger(id.toString().replace("-", ""), 16);
        for (int i = 0; i < LENGTH; i++) {
            text.append(DIGITS.charAt(rest.intValue() & 31));
            rest = rest.shiftRight(5);
        }
        return text.reverse().toString();
    }

    /** Empty for what is no mark of ours. */
    static Optional<UUID> read(String text) {
        if (text.length() != LENGTH || text.charAt(0) > '7') {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (char character : text.toCharArray()) {
            int digit = DIGITS.indexOf(character);
            if (digit < 0) {
                return Optional.empty();
            }
            high = high << 5 | low >>> 59;
            low = low << 5 | digit;
        }
        return Optional.of(new UUID(high, low));
    }
}
