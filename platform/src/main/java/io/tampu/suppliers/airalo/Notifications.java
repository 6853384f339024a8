package io.tampu.suppliers.airalo;

import io.tampu.engine.Secret;
import io.tampu.suppliers.SupplierHint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Airalo's notifications: {@code airalo-signature} is the hex HMAC-SHA512, by our client secret, of the JSON with each {@code /}
 * written {@code \/}, as PHP does. Whether what travels has the same form is not documented, so a signature over the raw bytes is
 * as good. They have no id and are repeated up to 20 times, 15 minutes apart.
 */
final class Notifications {

    private static final String ALGORITHM = "HmacSHA512";
    /** Airalo's are under a kilobyte; order notifications carry installation texts. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int MOST_KEY_PART = 100;

    private final Secret secret;
    private final Clock clock;

    Notifications(Secret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    Optional<SupplierHint> verify(Map<String, String> headers, byte[] body) {
        if (body.length > MAX_BYTES) {
            return Optional.empty();
        }
        byte[] claimed;
        try {
            claimed = HexFormat.of()
                    .parseHex(headers.getOrDefault("airalo-signature", "").strip());
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
        try {
            Fields said = Fields.read(body);
            byte[] escaped = said.compact().replace("/", "\\/").getBytes(StandardCharsets.UTF_8);
            // Both are computed, whatever the first says: the time taken tells nothing.
            boolean genuine =
                    MessageDigest.isEqual(claimed, sign(body)) | MessageDigest.isEqual(claimed, sign(escaped));
            return genuine ? Optional.of(hint(said, body)) : Optional.empty();
        } catch (Unreadable unreadable) {
            return Optional.empty();
        }
    }

    private SupplierHint hint(Fields said, byte[] body) {
        Optional<String> iccid = said.maybeText("iccid").filter(Airalo::isIccid);
        Optional<String> level = said.maybeText("level");
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (iccid.isPresent() && level.isPresent()) {
            String of = said.maybeText("package_name").orElse("");
            String key = String.join("|", "airalo", iccid.get(), part(level.get()), part(of), day.toString());
            return new SupplierHint(key, iccid, "low data: " + part(level.get()));
        }
        Optional<String> request = said.maybeText("request_id");
        if (request.isPresent()) {
            return new SupplierHint("airalo|order|" + part(request.get()), Optional.empty(), "order");
        }
        boolean credit = said.has("remaining") && said.has("message");
        String key = "airalo|" + fingerprint(body) + "|" + day;
        return new SupplierHint(key, iccid, credit ? "credit limit" : "unknown kind");
    }

    private static String part(String text) {
        return text.length() <= MOST_KEY_PART ? text : text.substring(0, MOST_KEY_PART);
    }

    private byte[] sign(byte[] bytes) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, broken);
        }
    }

    private static String fingerprint(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK has no SHA-256", broken);
        }
    }
}
