package io.tampu.sandbox.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds who answers. A path pattern has {@code *} for a variable part; each provider has a prefix and manners of its own. */
public final class Router {

    /**
     * @param pattern the path's parts, {@code *} for a variable one
     * @param targets names under which faults are armed for it, the particular one first
     */
    private record Route(String method, List<String> pattern, Endpoint endpoint, List<String> targets) {}

    /** A route found for a request. */
    public record Found(Call call, Endpoint endpoint, List<String> targets, Manners manners) {}

    private final Map<String, Map<String, Route>> literal = new HashMap<>();
    private final List<Route> patterns = new ArrayList<>();
    private final Map<String, Manners> manners = new LinkedHashMap<>();

    /** Adds a route. {@code targets} may be empty: no fault can be aimed at it. */
    public void on(String method, String pattern, Endpoint endpoint, String... targets) {
        var route = new Route(method, List.of(pattern.split("/", -1)), endpoint, List.of(targets));
        if (pattern.contains("*")) {
            patterns.add(route);
        } else {
            literal.computeIfAbsent(pattern, path -> new LinkedHashMap<>()).put(method, route);
        }
    }

    /** Says how the provider under a prefix speaks. */
    public void manners(String prefix, Manners how) {
        manners.put(prefix, how);
    }

    /** All targets of all routes. */
    public List<String> targets() {
        var all = new ArrayList<String>();
        literal.values().forEach(routes -> routes.values().forEach(route -> all.addAll(route.targets())));
        patterns.forEach(route -> all.addAll(route.targets()));
        return all.stream().distinct().toList();
    }

    /** Who answers this request; a refusal in the provider's words counts as somebody. */
    public Found find(Call call) {
        var how = mannersOf(call.path());
        var byMethod = literal.get(call.path());
        if (byMethod != null) {
            var route = byMethod.get(call.method());
            if (route != null) {
                return new Found(call, route.endpoint(), route.targets(), how);
            }
        }
        var parts = call.path().split("/", -1);
        var others = new ArrayList<String>();
        if (byMethod != null) {
            others.addAll(byMethod.keySet());
        }
        for (var route : patterns) {
            var variables = match(route.pattern(), parts);
            if (variables.isEmpty()) {
                continue;
            }
            if (route.method().equals(call.method())) {
                return new Found(call.withParts(variables.get()), route.endpoint(), route.targets(), how);
            }
            others.add(route.method());
        }
        Endpoint refusal = others.isEmpty()
                ? how::notFound
                : refused ->
                        how.methodNotAllowed(refused, others.stream().distinct().collect(Collectors.joining(", ")));
        return new Found(call, refusal, List.of(), how);
    }

    private Manners mannersOf(String path) {
        for (var each : manners.entrySet()) {
            if (path.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return PlainManners.INSTANCE;
    }

    private static Optional<List<String>> match(List<String> pattern, String[] parts) {
        if (pattern.size() != parts.length) {
            return Optional.empty();
        }
        var variables = new ArrayList<String>(2);
        for (int i = 0; i < parts.length; i++) {
            var part = parts[i];
            if (pattern.get(i).equals("*")) {
                variables.add(part);
            } else if (!pattern.get(i).equals(part)) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
