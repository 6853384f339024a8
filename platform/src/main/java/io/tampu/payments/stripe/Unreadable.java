package io.tampu.payments.stripe;

/** An answer is not what the documents promise. It never leaves the adapter: the door turns it into an {@code Unknown}. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    Unreadable(String what) {
        super(what, null, false, false); // No stack trace: it is a value, and broken answers may come by the thousand.
    }

    /** What was wrong, for operators. */
    String what() {
        return String.valueOf(getMessage());
    }
}
