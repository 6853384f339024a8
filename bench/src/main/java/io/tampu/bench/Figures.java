package io.tampu.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is printed: a JSON object a line on standard output; what is going on, for a person, on standard error. */
final class Figures {

    private final long startedAt = System.nanoTime();

    static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    void print(Map<String, ? extends @Nullable Object> line) {
        System.out.println(JsonMapper.shared().writeValueAsString(line));
        System.out.flush();
    }

    /** A line that says first what was measured. */
    void print(String measured, Map<String, ? extends @Nullable Object> figures) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("measured", measured);
        line.putAll(figures);
        print(line);
    }

    void say(String what) {
        System.err.printf("%6.1f s  %s%n", (System.nanoTime() - startedAt) / 1e9, what);
    }
}
