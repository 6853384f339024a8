package io.tampu;

/** The program cannot run as it is set up. The message is one or two sentences for the operator: what, and what to do. */
final class UnusableSettings extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableSettings(String message) {
        super(message, null, false, false);
    }
}
