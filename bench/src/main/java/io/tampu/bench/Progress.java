package io.tampu.bench;

/** How far a load has come. */
interface Progress {

    /** Renewals that were seen RENEWED. */
    long renewed();

    /** Requests that were answered otherwise than they should, and renewals that were not RENEWED in time. */
    long failed();
}
