package io.tampu.renewals;

/** What became of a wish to have money back. All but {@link Begun} changed nothing. */
public sealed interface RefundAnswer {

    /** It is on its way, or there, now or by an earlier wish. */
    record Begun(RenewalId id) implements RefundAnswer {}

    /** Nothing was delivered: that money goes back, or has gone back, by itself. */
    record NotDelivered(RenewalState state) implements RefundAnswer {}

    /** The time for giving it back is over. */
    record TooLate(int refundDays) implements RefundAnswer {}

    /** It has started, or some of it is used: the seller's staff decides. */
    record Used() implements RefundAnswer {}

    /** The wholesaler does not say now whether it is used. */
    record NotKnownNow() implements RefundAnswer {}

    /** More than is left of what was paid. */
    record TooMuch(String why) implements RefundAnswer {}
}
