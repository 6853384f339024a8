package io.tampu.checkout;

import io.tampu.engine.Backlog;

/**
 * How the money from outside stands, for those who watch.
 *
 * @param refunds owed and not yet returned
 * @param owedAgain those of them that stand for one that failed
 * @param disputes open, heard of, or threatened
 * @param breaks where a provider's bill and our rows disagree
 */
public record CheckoutFigures(Backlog refunds, Backlog owedAgain, Backlog disputes, Backlog breaks) {}
