package io.tampu.renewals;

import io.tampu.money.Money;

/** What became of a wish to pay a renewal by another means. All but {@link Done} changed nothing. */
public sealed interface PayAnswer {

    /** The renewal is paid, or has an open page. */
    record Done(RenewalId id) implements PayAnswer {}

    /** It is paid already, or has ended. */
    record NotAwaitingPayment(RenewalState state) implements PayAnswer {}

    /** Its time to be paid is over. */
    record Lapsed() implements PayAnswer {}

    /** Its eSIM is being renewed by another renewal. */
    record InProgress(RenewalId by) implements PayAnswer {}

    /** So many pages were asked for that this is no payer any more. */
    record TooManyPages() implements PayAnswer {}

    record InsufficientBalance(Money total) implements PayAnswer {}

    /** No payment provider is set up. */
    record CannotTakeMoney() implements PayAnswer {}
}
