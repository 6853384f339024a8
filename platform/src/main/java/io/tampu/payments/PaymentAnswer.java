package io.tampu.payments;

import io.tampu.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** How a charge stands at the provider, in its own word. */
public sealed interface PaymentAnswer {

    /**
     * The money is captured: it is in the seller's account at the provider. An authorisation alone is {@link Pending}.
     *
     * @param handle the provider's id by which this charge is asked about: {@code cs_...}
     * @param payment the provider's id of the money, by which it is refunded and billed: {@code pi_...}
     * @param taken what was really taken, which is compared with what was asked
     * @param means what the payer used, to be shown: {@code "Visa 4242"}; never a whole number
     * @param at when the provider took it
     */
    record Succeeded(String handle, String payment, Money taken, String means, Instant at) implements PaymentAnswer {}

    /**
     * It has ended without money, and no money can come of it any more as far as the provider knows.
     *
     * @param code the provider's own code, for operators: {@code "resource_missing"}
     * @param said the provider's own words, shortened, for operators
     */
    record Failed(Failure why, Retry retry, String code, String said) implements PaymentAnswer {}

    /**
     * Not decided: somebody must do something, or wait.
     *
     * @param handle the provider's id by which this charge is asked about
     * @param todo what the payer must do now
     * @param decline the last refusal of a means on this charge; the payer may try another
     */
    record Pending(String handle, Todo todo, Optional<Decline> decline) implements PaymentAnswer {}

    /**
     * Neither yes nor no: time-out, cut connection, 5xx, unreadable or contradictory answer.
     *
     * @param what what happened, for operators; no secret
     */
    record Unknown(String what) implements PaymentAnswer {}

    /** What the payer must do. */
    sealed interface Todo {

        /** Open this page, where the provider itself asks for the money, until {@code until}. */
        record OpenPage(URI page, Instant until) implements Todo {}

        /** Nothing: the provider is working on it. */
        record Wait() implements Todo {}
    }
}
