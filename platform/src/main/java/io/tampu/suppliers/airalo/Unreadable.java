package io.tampu.suppliers.airalo;

/** An answer is not what the documents promise. It never leaves the adapter: the door turns it into {@code Silent}. */
final class Unreadable extends Exception {

    Unreadable(String what) {
        super(what, null, false, false); // No stack trace: it is a value, and broken answers may come by the thousand.
    }

    /** What was wrong, for operators. */
    String what() {
        return String.valueOf(getMessage());
    }
}
