package io.tampu.sandbox.stripe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** Things of one kind in the order in which they were made, each as it is now. */
final class Row<T extends Thing> {

    private final List<T> all = new ArrayList<>();

    T add(IntFunction<T> make) {
        var made = make.apply(all.size());
        all.add(made);
        return made;
    }

    void replace(T changed) {
        all.set(changed.n(), changed);
    }

    T at(int n) {
        return all.get(n);
    }

    int size() {
        return all.size();
    }

    /** The number the next one's id is made from. */
    long next() {
        return all.size() + 1L;
    }

    List<T> all() {
        return Collections.unmodifiableList(all);
    }
}
