package io.tampu.accounts;

import java.time.Instant;

/** What came of asking for a code while signed in. Nothing in it tells whether an address or an eSIM is known. */
public sealed interface CodeAsked {

    /** If the code can be good for anything, it is on its way. */
    record Sent() implements CodeAsked {}

    record NotAnAddress() implements CodeAsked {}

    /** This needs a proof first, of the last ten minutes: {@link SignIns#askToProve}. */
    record ProveFirst() implements CodeAsked {}

    /** @param again not before */
    record TooOften(Instant again) implements CodeAsked {}
}
