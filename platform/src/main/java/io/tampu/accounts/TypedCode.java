package io.tampu.accounts;

import io.tampu.engine.Secret;
import java.util.Optional;

/** A one-time code as it was typed, pasted, or written with a Chinese keyboard. */
final class TypedCode {

    static final int DIGITS = 6;
    /** Nobody types that; it is not read to its end. */
    private static final int LONGEST = 64;

    private TypedCode() {}

    /** Its digits. Empty: it is no code, whatever was sent. */
    static Optional<Secret> read(String typed) {
        var digits = new StringBuilder();
        for (int character :
                typed.codePoints().limit(LONGEST).filter(TypedCode::counts).toArray()) {
            int digit = Character.digit(character, 10);
            if (digit < 0) {
                return Optional.empty();
            }
            digits.append(digit);
        }
        return digits.length() == DIGITS ? Optional.of(new Secret(digits.toString())) : Optional.empty();
    }

    private static boolean counts(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.DASH_PUNCTUATION
                && Character.getType(character) != Character.FORMAT;
    }
}
