package io.tampu.renewals;

/** By what the money of a renewal is secured. */
public enum Secured {
    /** By a hold on the buyer's balance. */
    HOLD,
    /** By a payment that a provider has captured. */
    PAYMENT
}
