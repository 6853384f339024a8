package io.tampu.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** That one room knows another. */
record Arrow(String from, String to) implements Comparable<Arrow> {

    /** The rooms below which adapters live, a package each. */
    private static final List<String> ROOMS_WITH_ADAPTERS = List.of("suppliers", "payments");

    static SortedSet<Arrow> foundIn(JavaClasses classes, String root) {
        var found = new TreeSet<Arrow>();
        for (Dependency dependency : dependencies(classes)) {
            var from = room(dependency.getOriginClass(), root);
            var to = room(dependency.getTargetClass(), root);
            if (from.isPresent() && to.isPresent() && !from.equals(to)) {
                found.add(new Arrow(from.get(), to.get()));
            }
        }
        return found;
    }

    /** Dependencies that reach below a room's own package from outside of it. */
    static List<String> reachingTooDeep(JavaClasses classes, String root) {
        var problems = new ArrayList<String>();
        for (Dependency dependency : dependencies(classes)) {
            var from = dependency.getOriginClass();
            var to = dependency.getTargetClass();
            var room = room(to, root);
            if (room.isEmpty() || to.getPackageName().equals(root + "." + room.get())) {
                continue;
            }
            boolean isAdapter = ROOMS_WITH_ADAPTERS.contains(room.get());
            boolean isWiring = from.getPackageName().equals(root);
            boolean sameRoom = room(from, root).equals(room);
            boolean sameAdapter = adapter(from, root).equals(adapter(to, root));
            if (isAdapter ? !(isWiring || sameAdapter) : !sameRoom) {
                problems.add(from.getName() + " knows " + to.getName()
                        + (isAdapter
                                ? ": an adapter is known to the wiring alone"
                                : ": only a room's own package is visible from outside"));
            }
        }
        return problems.stream().distinct().sorted().toList();
    }

    static Optional<String> room(JavaClass type, String root) {
        var name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return Optional.empty();
        }
        var below = name.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return Optional.of(dot < 0 ? below : below.substring(0, dot));
    }

    /** {@code suppliers.airalo}, also for the packages below it. */
    private static String adapter(JavaClass type, String root) {
        var parts = (type.getPackageName() + "..")
                .substring(Math.min(root.length(), type.getPackageName().length()));
        var names = parts.split("\\.", -1);
        return names.length < 3 ? "" : names[1] + "." + names[2];
    }

    private static List<Dependency> dependencies(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .toList();
    }

    @Override
    public int compareTo(Arrow other) {
        return Comparator.comparing(Arrow::from).thenComparing(Arrow::to).compare(this, other);
    }

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
