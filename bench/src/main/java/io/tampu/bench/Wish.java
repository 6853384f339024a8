package io.tampu.bench;

import java.net.URI;
import java.util.SplittableRandom;

/**
 * One eSIM with an offer for it: a request that can be sent again and again, each time with a new idempotency key and a new
 * reference. Used by one thread at a time, as an eSIM has one renewal at a time.
 */
final class Wish {

    private static final int KEY_LENGTH = 32;
    private static final String EMPTY_KEY = "0".repeat(KEY_LENGTH);
    /** From the partner's balance: the answer is the renewal at its end. */
    static final String FROM_BALANCE = "{\"method\":\"balance\"}";

    /** By a page that somebody opens: the answer is the renewal that awaits its money. */
    static final String BY_LINK = "{\"method\":\"link\",\"returnUrl\":\"https://shop.example/thanks\"}";

    private static final byte[] DIGITS = Connection.bytes("0123456789abcdef");

    private final byte[] request;
    private final int keyAt;
    private final int referenceAt;

    Wish(URI platform, String partnerKey, String iccid, String offer, String pay) {
        var body = "{\"iccid\":\"" + iccid + "\",\"offer\":\"" + offer + "\",\"pay\":" + pay + ",\"reference\":\""
                + EMPTY_KEY + "\"}";
        var beforeKey =
                "POST /api/v1/renewals HTTP/1.1\r\nHost: " + platform.getAuthority() + "\r\nAuthorization: Bearer "
                        + partnerKey + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\nIdempotency-Key: ";
        request = Connection.bytes(beforeKey + EMPTY_KEY + "\r\n\r\n" + body);
        keyAt = beforeKey.length();
        referenceAt = request.length - 2 - KEY_LENGTH;
    }

    /** As random as the UUIDs that partners use: keys in a row would be kinder to an index. */
    byte[] anew(SplittableRandom random) {
        writeHex(keyAt, random);
        writeHex(referenceAt, random);
        return request;
    }

    private void writeHex(int at, SplittableRandom random) {
        for (int i = 0; i < KEY_LENGTH; i += 16) {
            long bits = random.nextLong();
            for (int j = 0; j < 16; j++) {
                request[at + i + j] = DIGITS[(int) (bits >>> (4 * j)) & 15];
            }
        }
    }
}
