package io.tampu.sandbox.ledger;

import io.tampu.sandbox.phones.OwnedPackage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Finds sales by a part of their description, ignoring case, as {@code LIKE '%part%'} does. A description equal to the part
 * is found by hash; only longer ones can contain it, so only those are read: where all descriptions are marks of the same
 * length, a search by mark reads nothing else.
 */
public final class DescriptionIndex {

    /** Lengths to which a list of sales is kept. */
    private final TreeMap<Integer, Numbers> byLength = new TreeMap<>();

    private final IntFunction<OwnedPackage> sales;
    private int[] heads = new int[1024];
    private int distinct;
    /** For each sale, the one before it with the same description; 0 is none. Indexed by position + 1. */
    private final Numbers sameBefore = new Numbers();

    /** @param sales gives the sale at a position, from 0 */
    public DescriptionIndex(IntFunction<OwnedPackage> sales) {
        this.sales = sales;
        sameBefore.add(0);
    }

    /** Adds the sale at the next position. */
    public void add(int position, String description) {
        if (distinct * 2 >= heads.length) {
            grow();
        }
        int slot = slot(heads, description);
        if (heads[slot] == 0) {
            distinct++;
        }
        sameBefore.add(heads[slot]);
        heads[slot] = position + 1;
        byLength.computeIfAbsent(description.length(), length -> new Numbers()).add(position);
    }

    /** Positions of the sales whose description contains the part, in no order. */
    public List<Integer> containing(String part) {
        var found = new ArrayList<Integer>();
        for (int at = heads[slot(heads, part)]; at != 0; at = sameBefore.get(at)) {
            found.add(at - 1);
        }
        var wanted = part.toLowerCase(Locale.ROOT);
        for (var longer : byLength.tailMap(part.length(), false).values()) {
            for (int i = 0; i < longer.size(); i++) {
                if (describe(longer.get(i)).contains(wanted)) {
                    found.add(longer.get(i));
                }
            }
        }
        return found;
    }

    private String describe(int position) {
        return sales.apply(position).description().toLowerCase(Locale.ROOT);
    }

    private int slot(int[] table, String description) {
        var wanted = description.toLowerCase(Locale.ROOT);
        int slot = spread(wanted.hashCode()) & (table.length - 1);
        while (table[slot] != 0 && !describe(table[slot] - 1).equals(wanted)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }

    private void grow() {
        var larger = new int[heads.length * 2];
        for (int head : heads) {
            if (head != 0) {
                larger[slot(larger, describe(head - 1))] = head;
            }
        }
        heads = larger;
    }

    private static final class Numbers {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + (size >> 1));
            }
            values[size++] = value;
        }

        int get(int i) {
            return values[i];
        }

        int size() {
            return size;
        }
    }
}
