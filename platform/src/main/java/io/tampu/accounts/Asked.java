package io.tampu.accounts;

import io.tampu.engine.Secret;
import java.time.Instant;

/** What came of asking for a code to sign in. Nothing in it tells whether there is such a customer. */
public sealed interface Asked {

    /**
     * A code is on its way.
     *
     * @param token for the cookie of the browser that asked: the code is good together with it only
     */
    record Sent(Secret token) implements Asked {}

    record NotAnAddress() implements Asked {}

    /** @param again not before */
    record TooOften(Instant again) implements Asked {}
}
