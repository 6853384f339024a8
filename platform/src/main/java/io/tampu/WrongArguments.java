package io.tampu;

/** A command was called with arguments that it does not know: its usage is shown. */
final class WrongArguments extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongArguments(String message) {
        super(message, null, false, false);
    }
}
