package io.tampu.payments;

/** What to do after a no. */
public enum Retry {
    /** The same again can only fail. */
    NEVER,
    /** The same may work later. */
    LATER,
    /** The payer must do something: another card, a corrected number, the bank's confirmation. */
    CUSTOMER
}
