package io.tampu.accounts;

/** What came of typing a code to sign in. */
public sealed interface SignInAnswer {

    record In(NewSession session) implements SignInAnswer {}

    /** @param triesLeft 1 or more */
    record WrongCode(int triesLeft) implements SignInAnswer {}

    /** Too late, used, too often wrong, or never asked for: one answer. Another code must be asked for. */
    record Lapsed() implements SignInAnswer {}
}
