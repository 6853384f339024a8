package io.tampu.audit;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * What we say of each payment that came, and beside it what the world says: 48 bytes each, in the order of the keys, for the same
 * reason as {@link SoldIds}. Filled in order, then searched.
 */
final class PaymentSums {

    private final OrderedIds ids = new OrderedIds();
    private long[] clearing = new long[1024];
    private long[] lost = new long[1024];
    private long[] held = new long[1024];
    private long[] disputed = new long[1024];

    /**
     * @param clearingMinor what provider clearing has of it
     * @param lostMinor what was lost of it in disputes
     */
    void add(UUID key, long clearingMinor, long lostMinor) {
        int at = ids.add(key);
        int more = OrderedIds.grown(clearing.length, at);
        if (more > clearing.length) {
            clearing = Arrays.copyOf(clearing, more);
            lost = Arrays.copyOf(lost, more);
            held = Arrays.copyOf(held, more);
            disputed = Arrays.copyOf(disputed, more);
        }
        clearing[at] = clearingMinor;
        lost[at] = lostMinor;
    }

    /** Where a payment is, or a negative number. */
    int find(UUID key) {
        return ids.find(key);
    }

    /** A line of the world's ledger. */
    void moved(int at, WorldLedger.Taken line) {
        held[at] += line.signed();
        disputed[at] -= line.isOfDispute() ? line.signed() : 0;
    }

    void forEach(IntConsumer consumer) {
        for (int at = 0; at < ids.size(); at++) {
            consumer.accept(at);
        }
    }

    UUID key(int at) {
        return ids.at(at);
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
