package io.tampu.payments.stripe;

import io.tampu.engine.Secret;
import io.tampu.payments.Heard.Apart;
import io.tampu.payments.Heard.Why;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stripe's signatures of what it sends: {@code Stripe-Signature: t=SECONDS,v1=HEX}, HMAC-SHA256 over {@code t.body} by the secret of
 * our endpoint. While a secret is rolled there are several signatures, and several secrets here.
 */
final class Signatures {

    /** Stripe's own libraries allow as much. */
    static final Duration TOLERANCE = Duration.ofSeconds(300);

    private static final String ALGORITHM = "HmacSHA256";
    /** Events hold one object and are a few kilobytes. */
    private static final int MAX_BYTES = 512 * 1024;

    private static final int LONGEST_HEADER = 4_000;
    /** A rolled secret makes two; more are somebody trying. */
    private static final int MOST_SIGNATURES = 10;

    private final List<Secret> secrets;
    private final Clock clock;

    Signatures(List<Secret> secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Why these bytes are not to be believed; empty if Stripe signed them, for us, just now. */
    Optional<Apart> problem(Map<String, String> headers, byte[] body) {
        String header = headers.getOrDefault("stripe-signature", "");
        if (header.isBlank() || header.length() > LONGEST_HEADER) {
            return apart(Why.FORGED, "no signature");
        }
        if (body.length > MAX_BYTES) {
            return apart(Why.FORGED, "larger than any notification");
        }
        OptionalLong time = time(header);
        if (time.isEmpty()) {
            return apart(Why.FORGED, "a signature without a time");
        }
        if (!isSigned(time.getAsLong(), signatures(header), body)) {
            return apart(Why.FORGED, "none of our secrets made this signature");
        }
        long age = clock.instant().getEpochSecond() - time.getAsLong();
        return Math.abs(age) > TOLERANCE.toSeconds()
                ? apart(Why.REPLAYED, "signed " + age + " seconds ago")
                : Optional.empty();
    }

    private static Optional<Apart> apart(Why why, String said) {
        return Optional.of(new Apart(why, said));
    }

    private static OptionalLong time(String header) {
        for (String part : header.split(",")) {
            String item = part.strip();
            if (item.startsWith("t=")) {
                String seconds = item.substring(2);
                return seconds.matches("[0-9]{1,12}") ? OptionalLong.of(Long.parseLong(seconds)) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private static List<byte[]> signatures(String header) {
        var signatures = new ArrayList<byte[]>();
        for (String part : header.split(",")) {
            String item = part.strip();
            if (item.startsWith("v1=") && signatures.size() < MOST_SIGNATURES) {
                try {
                    signatures.add(HexFormat.of().parseHex(item.substring(3)));
                } catch (IllegalArgumentException notHex) {
                    continue;
                }
            }
        }
        return signatures;
    }

    /** All are computed and compared, whatever the first says: the time taken tells nothing. */
    private boolean isSigned(long time, List<byte[]> signatures, byte[] body) {
        boolean signed = false;
        for (Secret secret : secrets) {
            byte[] ours = sign(secret, time, body);
            for (byte[] theirs : signatures) {
                signed |= MessageDigest.isEqual(ours, theirs);
            }
        }
        return signed;
    }

    static byte[] sign(Secret secret, long time, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, broken);
        }
    }
}
