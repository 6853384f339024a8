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
     * Of one e-mail address, asked for from one network, whatever for: somebody whose first letters were lost can go on; and a
     * stranger alone, wherever else, does not use up what the owner may ask for.
     */
    static final Limit ADDRESS_FROM = new Limit("address-from", 5, Duration.ofHours(1), Duration.ofSeconds(30));

    /**
     * Of one e-mail address, from wherever: nobody's mailbox is filled by strangers, and all their guesses at one address are 50
     * an hour, of a million. Strangers in two networks can keep its owner from signing in (docs/adr/0011).
     */
    static final Limit ADDRESS = new Limit("address", 10, Duration.ofHours(1), Duration.ZERO);

    /** Of one network address: a hotel, or the customers of a mobile network behind one address, sign in through it; who tries addresses by the list is slow. */
    static final Limit NETWORK = new Limit("network", 120, Duration.ofHours(1), Duration.ZERO);

    /** Of the IPv6 networks that are easily one host: thousands of them would be above all limits of one, and above all that there is for all. */
    static final Limit SITE = new Limit("site", 600, Duration.ofHours(1), Duration.ZERO);

    /** Of one customer who is signed in: nobody has more eSIMs to claim, and nobody tries ICCIDs by the list. */
    static final Limit CUSTOMER = new Limit("customer", 10, Duration.ofHours(1), Duration.ZERO);

    /**
     * Of all: what a mail server takes without doubting us. By the minute: one network shuts others out for two minutes of an
     * hour at most; a flood from very many does as long as it lasts, and a minute longer.
     */
    static final Limit ALL = new Limit("all", 300, Duration.ofMinutes(1), Duration.ZERO);

    /** No limit looks back further. */
    static final Duration LONGEST_WINDOW = Duration.ofHours(1);
}
