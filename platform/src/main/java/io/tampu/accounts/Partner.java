package io.tampu.accounts;

import java.util.UUID;

/**
 * A third-party platform that sells renewals inside its own app; the buyer of what it renews.
 *
 * @param id also the id of its balance in the books
 */
public record Partner(UUID id, String name, String currency) {}
