package io.tampu.sandbox.airalo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The partner's keys and the tokens made of them. A token carries its own end and proof, so that it survives a restart of the
 * world. It lives as long as {@code expires_in} says; the documents advise to fetch one a day.
 */
final class AiraloTokens {

    static final String CLIENT_ID = "sandbox_airalo_client";
    static final String CLIENT_SECRET = "sandbox_airalo_secret";
    static final int EXPIRES_IN_SECONDS = 31_622_400;

    /** The token that was right last: a client sends the same one thousands of times a second. */
    private volatile Known lastRight = new Known("", 0);

    private record Known(String token, long endsMillis) {}

    String issue(long now) {
        var end = Long.toHexString(now + EXPIRES_IN_SECONDS * 1000L);
        return "sandbox_" + end + "_" + hmac("token " + end).substring(0, 64);
    }

    boolean isRight(String token, long now) {
        var known = lastRight;
        if (known.token().equals(token)) {
            return now < known.endsMillis();
        }
        var parts = token.split("_", -1);
        if (parts.length != 3 || !parts[1].matches("[0-9a-f]{1,15}")) {
            return false;
        }
        var proof = hmac("token " + parts[1]).substring(0, 64).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(proof, parts[2].getBytes(StandardCharsets.UTF_8))) {
            return false;
        }
        long ends = Long.parseLong(parts[1], 16);
        lastRight = new Known(token, ends);
        return now < ends;
    }

    /** The signature of a notification: over its JSON with slashes escaped, as PHP writes them. */
    static String sign(String json) {
        return hmac(json.replace("/", "\\/"));
    }

    private static String hmac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA512", missing);
        }
    }
}
