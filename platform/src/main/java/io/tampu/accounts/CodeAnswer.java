package io.tampu.accounts;

/**
 * What came of typing a code while signed in.
 *
 * @param <T> what the right code has led to
 */
public sealed interface CodeAnswer<T> {

    record Right<T>(T what) implements CodeAnswer<T> {}

    /** @param triesLeft 1 or more */
    record WrongCode<T>(int triesLeft) implements CodeAnswer<T> {}

    /** Too late, used, too often wrong, never asked for, or no longer possible: one answer. Another code must be asked for. */
    record Lapsed<T>() implements CodeAnswer<T> {}
}
