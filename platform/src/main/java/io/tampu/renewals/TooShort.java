package io.tampu.renewals;

import java.util.Set;
import java.util.UUID;

/** Balances could not cover what was to be held: thrown to roll the transaction back, so that nothing of it is written. */
final class TooShort extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final transient Set<UUID> balances;

    TooShort(Set<UUID> balances) {
        super(null, null, false, false);
        this.balances = balances;
    }

    Set<UUID> balances() {
        return balances;
    }
}
