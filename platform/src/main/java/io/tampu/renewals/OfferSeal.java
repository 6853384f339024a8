package io.tampu.renewals;

import io.tampu.catalog.PlanId;
import io.tampu.engine.Secret;
import io.tampu.esims.EsimId;
import io.tampu.money.Money;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Writes an offer as an id that nobody else can make, and reads it back: the fields, then the first half of their HMAC-SHA256. */
final class OfferSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 16;
    private static final int MOST_BYTES = 256;
    /** Longer than any id that we write: what is longer is not read at all. */
    private static final int MOST_CHARACTERS = 400;

    private static final byte VERSION = 2;
    private static final long NOTHING = Long.MIN_VALUE;

    private final Mac prototype;

    OfferSeal(Secret key) {
        try {
            prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(key.bytes(), ALGORITHM));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    String seal(Offer offer) {
        ByteBuffer out = ByteBuffer.allocate(MOST_BYTES);
        out.put(VERSION);
        put(out, offer.buyer());
        put(out, offer.esim().value());
        put(out, offer.plan().value());
        put(out, offer.iccid());
        out.putLong(offer.total().amountMinor());
        out.putLong(offer.tax().amountMinor());
        put(out, offer.total().currency());
        put(out, offer.taxRule().code());
        put(out, offer.before());
        put(out, offer.madeAt());
        put(out, offer.validUntil());
        out.putShort((short) offer.refundDays());
        out.put(mac(out.array(), out.position()), 0, SEAL_BYTES);
        return text(Arrays.copyOf(out.array(), out.position()));
    }

    private static String text(byte[] whole) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** Empty for anything that this key did not seal. */
    Optional<Offer> open(String id) {
        if (id.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(id.getBytes(StandardCharsets.ISO_8859_1));
            int length = whole.length - SEAL_BYTES;
            // Written in one way only: a last character with other idle bits is another id.
            if (length <= 0
                    || !text(whole).equals(id)
                    || !MessageDigest.isEqual(
                            Arrays.copyOf(mac(whole, length), SEAL_BYTES),
                            Arrays.copyOfRange(whole, length, whole.length))) {
                return Optional.empty();
            }
            return Optional.of(read(ByteBuffer.wrap(whole, 0, length)));
        } catch (IllegalArgumentException | BufferUnderflowException notAnOffer) {
            return Optional.empty();
        }
    }

    private static Offer read(ByteBuffer in) {
        if (in.get() != VERSION) {
            throw new IllegalArgumentException("an offer of another version");
        }
        UUID buyer = uuid(in);
        EsimId esim = new EsimId(uuid(in));
        PlanId plan = new PlanId(uuid(in));
        String iccid = text(in);
        long total = in.getLong();
        long tax = in.getLong();
        String currency = text(in);
        return new Offer(
                buyer,
                esim,
                iccid,
                plan,
                Money.of(total, currency),
                Money.of(tax, currency),
                TaxRule.parse(text(in)),
                remaining(in),
                Instant.ofEpochMilli(in.getLong()),
                Instant.ofEpochMilli(in.getLong()),
                in.getShort());
    }

    private byte[] mac(byte[] bytes, int length) {
        try {
            Mac mac = (Mac) prototype.clone();
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (CloneNotSupportedException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    private static void put(ByteBuffer out, UUID id) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static void put(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.put((byte) bytes.length).put(bytes);
    }

    private static void put(ByteBuffer out, @Nullable Instant time) {
        out.putLong(time == null ? NOTHING : time.toEpochMilli());
    }

    private static void put(ByteBuffer out, Remaining before) {
        out.putLong(before.dataBytes() == null ? NOTHING : before.dataBytes());
        out.put((byte) (before.unlimited() ? 1 : 0));
        out.putInt(before.voiceMinutes() == null ? -1 : before.voiceMinutes());
        out.putInt(before.sms() == null ? -1 : before.sms());
        put(out, before.expiresAt());
        put(out, before.expiresAtLatest());
    }

    private static Remaining remaining(ByteBuffer in) {
        long data = in.getLong();
        boolean unlimited = in.get() == 1;
        int voice = in.getInt();
        int sms = in.getInt();
        return new Remaining(
                data == NOTHING ? null : data,
                unlimited,
                voice < 0 ? null : voice,
                sms < 0 ? null : sms,
                time(in),
                time(in));
    }

    private static @Nullable Instant time(ByteBuffer in) {
        long millis = in.getLong();
        return millis == NOTHING ? null : Instant.ofEpochMilli(millis);
    }

    private static UUID uuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.get()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
