package io.tampu.audit;

import java.util.Arrays;
import java.util.UUID;

/**
 * Ids in 16 bytes each, in the order in which PostgreSQL has them: ten million fit where ten million objects would not. Filled in
 * order, then searched; what is known of an id stands at the same place in arrays of whoever uses this.
 */
final class OrderedIds {

    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private int size;

    /** Gives the place of the new id. */
    int add(UUID id) {
        if (size > 0 && Marks.compare(at(size - 1), id) >= 0) {
            throw new IllegalArgumentException("not in order: " + id);
        }
        if (size == high.length) {
            high = Arrays.copyOf(high, size * 2);
            low = Arrays.copyOf(low, size * 2);
        }
        high[size] = id.getMostSignificantBits();
        low[size] = id.getLeastSignificantBits();
        return size++;
    }

    /** Where an id is, or a negative number. */
    int find(UUID id) {
        int from = 0;
        int to = size - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int compared = Marks.compare(at(middle), id);
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

    UUID at(int place) {
        return new UUID(high[place], low[place]);
    }

    int size() {
        return size;
    }

    /** How long arrays beside this must be for its next place. */
    static int grown(int length, int place) {
        return place < length ? length : length * 2;
    }
}
