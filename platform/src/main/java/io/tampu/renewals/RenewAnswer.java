package io.tampu.renewals;

import io.tampu.money.Money;

/** What became of a wish to renew. All but {@link Accepted} changed nothing. */
public sealed interface RenewAnswer {

    /** Accepted, now or by an earlier request with the same key. {@code answer} is the same text for the same key, always. */
    record Accepted(RenewalId id, String answer) implements RenewAnswer {}

    /** The key was used for another request. */
    record KeyReused(RenewalId by) implements RenewAnswer {}

    /** The reference was used for another renewal. */
    record ReferenceUsed(RenewalId by) implements RenewAnswer {}

    /** This eSIM is being renewed already. */
    record InProgress(RenewalId by) implements RenewAnswer {}

    record InsufficientBalance(Money total) implements RenewAnswer {}

    /** The offer's time is over. */
    record OfferLapsed() implements RenewAnswer {}

    /** Money that came in this currency could not go to the buyer's balance, which has another. */
    record NoSuchBalance(String currency) implements RenewAnswer {}

    /** No payment provider is set up. */
    record CannotTakeMoney() implements RenewAnswer {}

    /** Not an offer that we made to this buyer for this eSIM. */
    record OfferInvalid(String why) implements RenewAnswer {}
}
