package io.tampu.renewals;

import io.tampu.engine.Ids;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A place in the feed of events. Its text is opaque for the outside, and texts sort as the places do (byte by byte).
 *
 * @param xid number of the transaction that wrote the event
 * @param id of the event
 */
public record FeedCursor(long xid, UUID id) {

    /** Before the first event. */
    public static final FeedCursor BEGINNING = new FeedCursor(0, new UUID(0, 0));

    private static final int XID_DIGITS = 16;

    /** Reads what {@link #text} wrote. Throws {@link IllegalArgumentException} for anything else. */
    public static FeedCursor parse(String text) {
        if (text.length() <= XID_DIGITS) {
            throw new IllegalArgumentException("not a place in the feed");
        }
        var cursor = new FeedCursor(
                HexFormat.fromHexDigitsToLong(text, 0, XID_DIGITS), Ids.parse(text.substring(XID_DIGITS)));
        if (cursor.xid < 0 || !cursor.text().equals(text)) {
            throw new IllegalArgumentException("not a place in the feed");
        }
        return cursor;
    }

    public String text() {
        return HexFormat.of().toHexDigits(xid) + Ids.text(id);
    }
}
