package io.tampu.sandbox.stripe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which references the other side wants as whole objects; remembers which of them were there to be expanded. */
final class Expand {

    static final Expand NOTHING = new Expand();

    private static final int DEEPEST = 4;

    private final Map<String, Expand> inner = new HashMap<>(2);
    private boolean met;

    static Expand of(List<String> paths) {
        if (paths.isEmpty()) {
            return NOTHING;
        }
        var root = new Expand();
        for (var path : paths) {
            var steps = path.split("\\.", -1);
            if (steps.length > DEEPEST) {
                throw Problem.invalid(
                        null, "You cannot expand more than 4 levels of a property (" + path + ").", "expand");
            }
            var at = root;
            for (var step : steps) {
                at = at.inner.computeIfAbsent(step, name -> new Expand());
            }
        }
        return root;
    }

    boolean isNothing() {
        return inner.isEmpty();
    }

    /** The expansion below a property; null when it is not to be expanded. */
    @Nullable
    Expand below(String property) {
        if (inner.isEmpty()) {
            return null;
        }
        var found = inner.get(property);
        if (found != null) {
            found.met = true;
        }
        return found;
    }

    /** There is nothing in this place: what was to be expanded inside it is no mistake. */
    void nothingThere() {
        inner.values().forEach(below -> {
            below.met = true;
            below.nothingThere();
        });
    }

    /** Refuses names that no object had. */
    void complainOfUnmet() {
        inner.forEach((name, below) -> {
            if (!below.met) {
                throw Problem.invalid(
                        null,
                        "This property cannot be expanded (" + name + "). You may want to try expanding 'data." + name
                                + "' instead.",
                        "expand");
            }
            below.complainOfUnmet();
        });
    }
}
