package io.tampu.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key, password or token. Prints as {@code ***}; whoever needs the value says so by {@link #reveal}. */
public final class Secret {

    private static final int RANDOM_BYTES = 24;
    private static final int TOKEN_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

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

    /** A new one of 256 random bits, as 43 characters that a cookie or an address can carry. */
    public static Secret token() {
        var random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** A new number of so many decimal digits, zeros in front included, for somebody to type. */
    public static Secret digits(int count) {
        var random = new SecureRandom();
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return new Secret(text.toString());
    }

    /** The value itself, for the one place that sends it or signs with it. */
    public String reveal() {
        return value;
    }

    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** What may be kept in its place if it is long and random: its SHA-256. */
    public byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** HMAC-SHA256 of a text, in UTF-8, with this as the key. */
    public byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes(), HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** A key for one purpose, made of this one: neither tells anything of the other. */
    public Secret derived(String purpose) {
        return new Secret(HexFormat.of().formatHex(hmac(purpose)));
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
