package io.tampu.payments;

/**
 * A means that was refused, while the charge is still open.
 *
 * @param retry what the provider advises
 * @param code the provider's most exact code, stable, for the payer's sentence and for operators: {@code "insufficient_funds"}
 */
public record Decline(Retry retry, String code) {}
