package io.tampu.sandbox.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The header {@code Stripe-Signature}: a time, and for each secret in force an HMAC-SHA256 over {@code time.body}. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String of(byte[] body, long seconds, List<String> secrets) {
        var header = new StringBuilder("t=").append(seconds);
        for (var secret : secrets) {
            header.append(",v1=").append(sign(secret, seconds, body));
        }
        return header.toString();
    }

    private static String sign(String secret, long seconds, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
