package io.tampu.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Time and chance enter by the engine alone; a clock of the system is made in the wiring. */
final class ForbiddenCalls {

    private static final Map<String, Set<String>> FORBIDDEN = Map.ofEntries(
            Map.entry("java.time.Instant", Set.of("now")),
            Map.entry("java.time.LocalDate", Set.of("now")),
            Map.entry("java.time.LocalDateTime", Set.of("now")),
            Map.entry("java.time.OffsetDateTime", Set.of("now")),
            Map.entry("java.time.ZonedDateTime", Set.of("now")),
            Map.entry("java.time.Clock", Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis")),
            Map.entry("java.lang.System", Set.of("currentTimeMillis")),
            Map.entry("java.lang.Thread", Set.of("sleep")),
            Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep")),
            Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
            Map.entry("java.lang.Math", Set.of("random")),
            Map.entry("java.util.UUID", Set.of("randomUUID")),
            Map.entry("java.util.Date", Set.of("<init>")),
            Map.entry("java.util.Random", Set.of("<init>")),
            Map.entry("java.security.SecureRandom", Set.of("<init>")));

    private ForbiddenCalls() {}

    static List<String> problems(JavaClasses classes, String root) {
        var problems = new ArrayList<String>();
        for (JavaClass type : classes) {
            calls(type)
                    .filter(call -> isForbidden(call) && !isAllowed(call, root))
                    .forEach(call -> problems.add(call.getOriginOwner().getName() + " calls "
                            + call.getTargetOwner().getSimpleName() + "." + call.getName()
                            + " in line " + call.getLineNumber()
                            + ": take a Clock, an id source or a chance by the constructor"));
        }
        return problems.stream().sorted().toList();
    }

    private static Stream<JavaAccess<?>> calls(JavaClass type) {
        return Stream.of(
                        type.getMethodCallsFromSelf(),
                        type.getConstructorCallsFromSelf(),
                        type.getMethodReferencesFromSelf(),
                        type.getConstructorReferencesFromSelf())
                .flatMap(Set::stream);
    }

    private static boolean isForbidden(JavaAccess<?> call) {
        boolean named = FORBIDDEN
                .getOrDefault(call.getTargetOwner().getName(), Set.of())
                .contains(call.getName());
        // Instant.now(clock) is what we want to see.
        return named && !call.getTarget().getFullName().contains("(java.time.Clock)");
    }

    private static boolean isAllowed(JavaAccess<?> call, String root) {
        var origin = call.getOriginOwner().getPackageName();
        return origin.equals(root + ".engine")
                || (origin.equals(root) && call.getTargetOwner().getName().equals("java.time.Clock"));
    }
}
