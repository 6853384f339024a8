package io.tampu.ledger;

import io.tampu.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * What happened to a balance in one business event.
 *
 * @param reference the renewal, or the credit
 * @param kind what it is now
 * @param amount always positive; a credit adds it, a hold or payment takes it, a returned hold moved nothing in the end
 * @param at when it was first written
 */
public record BalanceEntry(UUID reference, Kind kind, Money amount, Instant at) {

    public enum Kind {
        CREDIT,
        /** Paid in through a provider. */
        TOP_UP,
        /** Money of a renewal that was taken back after it had been paid. */
        REFUND,
        HELD,
        PAID,
        RETURNED
    }
}
