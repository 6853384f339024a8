package io.tampu.audit;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * What we say of each payment that came, and beside it what the world says: 48 bytes each, in the order of the keys, for the same
 * reason as {@link SoldIds}. Filled in order, then searched.
 */
final class PaymentSums {

    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private long[] clearing = new long[1024];
    private long[] lost = new long[1024];
    private long[] held = new long[1024];
    private long[] disputed = new long[1024];
    private int size;

    /**
     * @param clearingMinor what provider clearing has of it
     * @param lostMinor what was lost of it in disputes
     */
    void add(UUID key, long clearingMinor, long lostMinor) {
        if (size == high.length) {
            int more = size * 2;
            high = Arrays.copyOf(high, more);
            low = Arrays.copyOf(low, more);
            clearing = Arrays.copyOf(clearing, more);
            lost = Arrays.copyOf(lost, more);
            held = Arrays.copyOf(held, more);
            disputed = Arrays.copyOf(disputed, more);
        }
        if (size > 0 && Marks.compare(key(size - 1), key) >= 0) {
            throw new IllegalArgumentException("not in order: " + key);
        }
        high[size] = key.getMostSignificantBits();
        low[size] = key.getLeastSignificantBits();
        clearing[size] = clearingMinor;
        lost[size] = lostMinor;
        size++;
    }

    /** Where a payment is, or a negative number. */
    int find(UUID key) {
        int from = 0;
        int to = size - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int compared = Marks.compare(key(middle), key);
            if (compared == 0) {
                return middle;
            }
            if (compared < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -1;
    }

    /** A line of the world's ledger. */
    void moved(int at, WorldLedger.Taken line) {
        held[at] += line.signed();
        disputed[at] -= line.isOfDispute() ? line.signed() : 0;
    }

    void forEach(IntConsumer consumer) {
        for (int at = 0; at < size; at++) {
            consumer.accept(at);
        }
    }

    UUID key(int at) {
        return new UUID(high[at], low[at]);
    }

    long clearing(int at) {
        return clearing[at];
    }

    long lost(int at) {
        return lost[at];
    }

    /** What the world's provider holds of it for the seller. */
    long held(int at) {
        return held[at];
    }

    /** What the payer's bank has taken back of it, by the world's word. */
    long disputed(int at) {
        return disputed[at];
    }
}
