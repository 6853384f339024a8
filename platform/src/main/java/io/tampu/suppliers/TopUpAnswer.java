package io.tampu.suppliers;

import java.time.Duration;

/** What a supplier said to an order. Silence is an answer of its own: it is not a no. */
public sealed interface TopUpAnswer {

    /** Sold and charged; {@code order} says what. */
    record Done(SupplierOrder order) implements TopUpAnswer {}

    /**
     * A readable no: nothing was sold and nothing will be.
     *
     * @param why what to do about it
     * @param code the supplier's own code, for operators: {@code "73"}
     * @param said the supplier's own words, shortened, for operators
     */
    record Refused(Refusal why, String code, String said) implements TopUpAnswer {}

    /**
     * The order provably did nothing and may be sent again: the connection was refused, the token or the rate limit was
     * not accepted, or the refusal is of the kind that passes.
     *
     * @param after the earliest wait that the supplier asks for; zero when it does not say
     * @param code the supplier's own code or status, for operators: {@code "429"}
     */
    record NotNow(Duration after, String code, String said) implements TopUpAnswer {}

    /**
     * Neither yes nor no: time-out, cut connection, 5xx, unreadable answer.
     *
     * @param what what happened, for operators; no secret
     */
    record Silent(String what) implements TopUpAnswer {}
}
