package io.tampu.partnerapi;

import io.tampu.engine.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets with which deliveries are signed. None is kept anywhere: each is derived from the platform's own secret, the
 * webhook's id and a number that counts up when it is rolled (docs/adr/0007).
 */
final class WebhookSecrets {

    /** How long a former secret goes on signing beside the new one. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final String HMAC = "HmacSHA256";
    private static final String PREFIX = "tampu_whsec_";
    /** Keeps these apart from all else that is made of the same secret. Changing it changes every partner's secret. */
    private static final String PURPOSE = "tampu webhook secrets 1";

    private final byte[] key;

    WebhookSecrets(Secret platform) {
        key = hmac(platform.bytes(), PURPOSE.getBytes(StandardCharsets.UTF_8));
    }

    /** The newest secret, which is shown when it is made and never again. */
    Secret newest(Webhook webhook) {
        return secret(webhook, webhook.generation());
    }

    /** Until when the former secret signs too; empty when it no longer does. */
    static Optional<Instant> formerUntil(Webhook webhook, Instant now) {
        return webhook.rolledAt().map(rolled -> rolled.plus(OVERLAP)).filter(now::isBefore);
    }

    /** The value of the header {@code Tampu-Signature} for these bytes, with each secret that counts now, the newest first. */
    String sign(Webhook webhook, byte[] body, Instant now) {
        long at = now.getEpochSecond();
        byte[] prefix = (at + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new byte[prefix.length + body.length];
        System.arraycopy(prefix, 0, signed, 0, prefix.length);
        System.arraycopy(body, 0, signed, prefix.length, body.length);
        int oldest = formerUntil(webhook, now).isPresent() ? webhook.oldestGeneration() : webhook.generation();
        var header = new StringBuilder("t=").append(at);
        for (int generation = webhook.generation(); generation >= oldest; generation--) {
            byte[] hash = hmac(secret(webhook, generation).bytes(), signed);
            header.append(",v1=").append(HexFormat.of().formatHex(hash));
        }
        return header.toString();
    }

    private Secret secret(Webhook webhook, int generation) {
        byte[] made = hmac(key, (webhook.text() + "." + generation).getBytes(StandardCharsets.US_ASCII));
        return new Secret(PREFIX + HexFormat.of().formatHex(made));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
