package io.tampu.renewals;

import java.util.List;

/**
 * Hears what becomes of renewals, in the transaction that makes it so: for what has to follow exactly once. It writes rows, waits
 * for nobody and throws nothing: what it throws undoes the renewal's step.
 */
public interface Follower {

    /** Each has just come into the state that it is in. */
    void moved(List<Renewal> moved);

    /** Money of a renewal that was delivered goes back all the same. */
    void givenBack(Renewal renewal);
}
