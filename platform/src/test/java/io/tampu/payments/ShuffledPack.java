package io.tampu.payments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What may happen, each in its turn: some go the usual way, the others through a shuffled pack. The same for the same seed. */
final class ShuffledPack<E extends Enum<E>> {

    private final Random chance;
    private final List<E> all;
    private final int usualOneIn;
    private final List<E> pack = new ArrayList<>();
    private final Map<String, Integer> drawn = new TreeMap<>();

    /** @param usualOneIn of so many, one is the usual: the first of all */
    ShuffledPack(Random chance, List<E> all, int usualOneIn) {
        this.chance = chance;
        this.all = List.copyOf(all);
        this.usualOneIn = usualOneIn;
    }

    E next() {
        return drawn(isUsual() ? all.getFirst() : fromThePack());
    }

    E usual() {
        return drawn(all.getFirst());
    }

    Map<String, Integer> drawn() {
        return drawn;
    }

    private boolean isUsual() {
        return chance.nextInt(usualOneIn) == 0;
    }

    private E drawn(E one) {
        drawn.merge(one.name(), 1, Integer::sum);
        return one;
    }

    private E fromThePack() {
        if (pack.isEmpty()) {
            pack.addAll(all);
            Collections.shuffle(pack, chance);
        }
        return pack.removeLast();
    }
}
