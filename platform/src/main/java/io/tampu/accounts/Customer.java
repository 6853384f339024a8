package io.tampu.accounts;

import java.time.ZoneId;
import java.util.UUID;

/**
 * A traveller who owns eSIMs and may hold a prepaid balance.
 *
 * @param id also the id of its balance in the books
 * @param email where it can be written to, in lower case
 * @param language {@code zh}, {@code es} or {@code en}
 * @param zone in which days are shown
 */
public record Customer(UUID id, String email, String currency, String language, ZoneId zone) {}
