package io.tampu.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A key, password or token. Prints as {@code ***}; whoever needs the value says so by {@link #reveal}. */
public final class Secret {

    private static final int RANDOM_BYTES = 24;

    private final String value;

    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret is empty");
        }
        this.value = value;
    }

    /** A new one that nobody can guess: {@code prefix} and 48 hexadecimal digits. */
    public static Secret random(String prefix) {
        var random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new Secret(prefix + HexFormat.of().formatHex(random));
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
