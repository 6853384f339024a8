package io.tampu.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A key, password or token. Prints as {@code ***}; whoever needs the value says so by {@link #reveal}. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret is empty");
        }
        this.value = value;
    }

    /** The value itself, for the one place that sends it or signs with it. */
    public String reveal() {
        return value;
    }

    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
