package io.tampu.audit;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * What we say was sold, in 33 bytes each, in the order of the ids: ten million fit where ten million objects would not.
 * Filled in order, then searched.
 */
final class SoldIds {

    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private long[] cost = new long[1024];
    private int[] print = new int[1024];
    private byte[] given = new byte[1024];
    private int size;

    /** @param fingerprint of what else must be the same at the supplier */
    void add(UUID id, long costMinor, int fingerprint) {
        if (size == high.length) {
            int more = size * 2;
            high = Arrays.copyOf(high, more);
            low = Arrays.copyOf(low, more);
            cost = Arrays.copyOf(cost, more);
            print = Arrays.copyOf(print, more);
            given = Arrays.copyOf(given, more);
        }
        if (size > 0 && Marks.compare(id(size - 1), id) >= 0) {
            throw new IllegalArgumentException("not in order: " + id);
        }
        high[size] = id.getMostSignificantBits();
        low[size] = id.getLeastSignificantBits();
        cost[size] = costMinor;
        print[size] = fingerprint;
        size++;
    }

    /** Where an id is, or a negative number. */
    int find(UUID id) {
        int from = 0;
        int to = size - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int compared = Marks.compare(id(middle), id);
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

    /** Notes that the world has given it, and says whether that was the first time. */
    boolean isFirstGiven(int at) {
        boolean isFirst = given[at] == 0;
        given[at] = 1;
        return isFirst;
    }

    boolean isAs(int at, long costMinor, int fingerprint) {
        return cost[at] == costMinor && print[at] == fingerprint;
    }

    void forEachNeverGiven(IntConsumer consumer) {
        for (int at = 0; at < size; at++) {
            if (given[at] == 0) {
                consumer.accept(at);
            }
        }
    }

    UUID id(int at) {
        return new UUID(high[at], low[at]);
    }

    long cost(int at) {
        return cost[at];
    }

    int size() {
        return size;
    }
}
