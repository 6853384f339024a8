package io.tampu.accounts;

import java.time.Duration;

/**
 * How often a code may be asked for. Counted in the database, so that several platforms share it.
 *
 * @param most within {@code window}, which begins with the first
 * @param gap between two
 */
record Limit(String name, int most, Duration window, Duration gap) {

    /**
     * Of one e-mail address, whatever for: somebody whose first letters were lost can go on; nobody's mailbox is filled by a
     * stranger; and all guesses of a stranger at one address are 25 an hour, of a million.
     */
    static final Limit ADDRESS = new Limit("address", 5, Duration.ofHours(1), Duration.ofSeconds(30));

    /** Of one network address: a hotel, or the customers of a mobile network behind one address, sign in through it; who tries addresses by the list is slow. */
    static final Limit NETWORK = new Limit("network", 120, Duration.ofHours(1), Duration.ZERO);

    /** Of one customer who is signed in: nobody has more eSIMs to claim, and nobody tries ICCIDs by the list. */
    static final Limit CUSTOMER = new Limit("customer", 10, Duration.ofHours(1), Duration.ZERO);

    /** Of all: what a mail server takes without doubting us. By the minute, so that a flood shuts others out for a minute only. */
    static final Limit ALL = new Limit("all", 300, Duration.ofMinutes(1), Duration.ZERO);

    /** No limit looks back further. */
    static final Duration LONGEST_WINDOW = Duration.ofHours(1);
}
