package io.tampu.sandbox.stripe;

/** Ids that look like Stripe's and are the same whenever the journal is read again: made from a number, never by chance. */
final class Ids {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int COUNTED = 6;
    private static final int LENGTH = 24;
    private static final int SESSION_LENGTH = 58;

    private Ids() {}

    /** {@code prefix}, then 24 characters: the first six are the number, so that no two are the same. */
    static String of(String prefix, long number) {
        return letters(prefix, number, LENGTH);
    }

    static String session(long number) {
        return letters("cs_test_a1", number, SESSION_LENGTH);
    }

    private static String letters(String prefix, long number, int length) {
        var id = new StringBuilder(prefix.length() + length).append(prefix);
        long rest = number;
        for (int i = 0; i < COUNTED; i++) {
            id.append(LETTERS.charAt((int) (rest % 62)));
            rest /= 62;
        }
        long state = number * 0x9E3779B97F4A7C15L + prefix.hashCode();
        for (int i = COUNTED; i < length; i++) {
            state += 0x9E3779B97F4A7C15L;
            long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            id.append(LETTERS.charAt((int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), 62)));
        }
        return id.toString();
    }
}
