package io.tampu.ledger;

import io.tampu.money.Money;
import java.util.UUID;

/**
 * Money set aside on a balance for one business event.
 *
 * @param reference the renewal; at most one hold each
 * @param balance the balance it is taken from
 */
public record Hold(UUID reference, UUID balance, Money amount) {}
