package io.tampu.sandbox.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Form-encoded fields with nested names: {@code a[b][c]=1}, {@code a[]=1}, {@code a[0][b]=1}. A list is a map whose names are
 * positions; whoever reads it knows which it wants.
 */
final class Form {

    /** Deeper than any parameter of the API. */
    private static final int DEEPEST = 8;

    private Form() {}

    static Map<String, Object> read(String encoded) {
        var root = new LinkedHashMap<String, Object>();
        for (var pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            put(
                    root,
                    decode(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return root;
    }

    /** A query whose pairs were split already; the values of {@code name[]} come joined by new lines. */
    static Map<String, Object> nest(Map<String, String> pairs) {
        var root = new LinkedHashMap<String, Object>();
        pairs.forEach((name, value) -> {
            if (name.endsWith("[]")) {
                for (var each : value.split("\n", -1)) {
                    put(root, name, each);
                }
            } else {
                put(root, name, value);
            }
        });
        return root;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }

    private static void put(Map<String, Object> root, String name, String value) {
        var path = path(name);
        var at = root;
        for (int i = 0; i + 1 < path.size(); i++) {
            at = inner(at, path.get(i), path.get(i + 1));
        }
        var last = path.getLast();
        at.put(last.isEmpty() ? Integer.toString(at.size()) : last, value);
    }

    @SuppressWarnings("unchecked") // Only this class makes the maps.
    private static Map<String, Object> inner(Map<String, Object> at, String step, String next) {
        var name = step;
        if (step.isEmpty()) {
            // a[][b]=1&a[][c]=2&a[][b]=3: the same element until a name comes again.
            int last = at.size() - 1;
            name = last >= 0
                            && at.get(Integer.toString(last)) instanceof Map<?, ?> map
                            && (!map.containsKey(next) || map.get(next) instanceof Map<?, ?>)
                    ? Integer.toString(last)
                    : Integer.toString(at.size());
        }
        if (at.get(name) instanceof Map<?, ?> known) {
            return (Map<String, Object>) known;
        }
        var made = new LinkedHashMap<String, Object>();
        at.put(name, made);
        return made;
    }

    private static List<String> path(String name) {
        int open = name.indexOf('[');
        if (open <= 0) {
            return List.of(name);
        }
        var path = new ArrayList<String>();
        path.add(name.substring(0, open));
        while (open >= 0 && path.size() < DEEPEST) {
            int close = name.indexOf(']', open);
            if (close < 0) {
                break;
            }
            path.add(name.substring(open + 1, close));
            open = name.indexOf('[', close);
        }
        return path;
    }
}
