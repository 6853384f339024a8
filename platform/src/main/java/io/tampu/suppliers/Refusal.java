package io.tampu.suppliers;

/** Why a supplier refused for good, by what is to be done. */
public enum Refusal {
    /** This package cannot be had (out of stock, invalid, top-up disabled): another plan may do. */
    OTHER_PLAN,
    /** Our account or our request is at fault (credit, checksum, IP list): operations must act. */
    OPERATIONS,
    /** This eSIM is gone for good (recycled): nothing will ever be sold for it again. */
    ESIM_GONE
}
