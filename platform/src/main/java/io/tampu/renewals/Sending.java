package io.tampu.renewals;

/** Where the order to the supplier stands. */
enum Sending {
    /** Provably nothing was sold by what was sent so far: it may be sent. */
    CLEAR,
    /** It was sent, or may have been: only the supplier's own word ends this. Written before it is sent, so that a crash
     * in between counts as sent. */
    ASKED,
    /** The supplier says that it was sold. */
    SOLD,
    /** The supplier says that it was not sold. */
    UNSOLD
}
