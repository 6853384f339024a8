package io.tampu.payments;

/** Why there was no money, or no refund, as far as the house acts on it. */
public enum Failure {
    /** Closed by us or by its time: nobody can pay it any more. */
    CLOSED,
    /** The payer's bank or the provider refused the means for good. */
    DECLINED,
    /** The provider refuses what we ask: our key, our account, our request. A matter for operators. */
    REFUSED,
    /** It provably did nothing and may be asked again as it is: too many calls, connection refused, in use by another call. */
    NOT_NOW,
    /** The provider has not seen it. */
    NOT_THERE,
    /** A refund that waits for the end of a dispute. */
    DISPUTED,
    /** All of the money has been returned already. */
    NOTHING_LEFT,
    /** A refund that could not reach the payer: the money is in our account again. */
    UNREACHABLE
}
