package io.tampu.checkout;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The purposes that the wiring has told of, by name. */
final class Purposes {

    private final Map<String, Purpose> byName = new ConcurrentHashMap<>();

    void add(Purpose purpose) {
        byName.put(purpose.name(), purpose);
    }

    Purpose of(String name) {
        Purpose purpose = byName.get(name);
        if (purpose == null) {
            throw new IllegalStateException("nobody knows what money for '" + name + "' is for");
        }
        return purpose;
    }
}
