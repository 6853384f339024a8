package io.tampu.sandbox.faults;

import java.util.OptionalInt;

/**
 * A fault that is armed.
 *
 * @param left how often it will still strike; empty: until it is cleared
 * @param argument seconds, milliseconds or a word, as the fault wants; "" for none
 */
public record Fault(int id, String target, String name, OptionalInt left, String argument) {

    Fault struck() {
        return left.isEmpty() ? this : new Fault(id, target, name, OptionalInt.of(left.getAsInt() - 1), argument);
    }

    boolean isSpent() {
        return left.isPresent() && left.getAsInt() <= 0;
    }

    /** What stands behind the dash of {@code code-73} and {@code code-card_declined}. */
    public String code() {
        return name.substring("code-".length());
    }

    /** The number behind the dash of {@code status-503}. */
    public int number() {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    public boolean isStatus() {
        return name.startsWith("status-");
    }

    public boolean isCode() {
        return name.startsWith("code-");
    }

    public long argumentAsNumber(long otherwise) {
        return argument.isEmpty() ? otherwise : Long.parseLong(argument);
    }
}
