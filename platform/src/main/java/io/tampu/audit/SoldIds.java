package io.tampu.audit;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * What we say was sold, in 33 bytes each, in the order of the ids: ten million fit where ten million objects would not.
 * Filled in order, then searched.
 */
final class SoldIds {

    private final OrderedIds ids = new OrderedIds();
    private long[] cost = new long[1024];
    private int[] print = new int[1024];
    private byte[] given = new byte[1024];

    /** @param fingerprint of what else must be the same at the supplier */
    void add(UUID id, long costMinor, int fingerprint) {
        int at = ids.add(id);
        int more = OrderedIds.grown(cost.length, at);
        if (more > cost.length) {
            cost = Arrays.copyOf(cost, more);
            print = Arrays.copyOf(print, more);
            given = Arrays.copyOf(given, more);
        }
        cost[at] = costMinor;
        print[at] = fingerprint;
    }

    /** Where an id is, or a negative number. */
    int find(UUID id) {
        return ids.find(id);
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
        for (int at = 0; at < ids.size(); at++) {
            if (given[at] == 0) {
                consumer.accept(at);
            }
        }
    }

    UUID id(int at) {
        return ids.at(at);
    }

    long cost(int at) {
        return cost[at];
    }

    int size() {
        return ids.size();
    }
}
