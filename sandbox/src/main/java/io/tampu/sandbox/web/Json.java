package io.tampu.sandbox.web;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects as ordered maps, read and written. */
public final class Json {

    /** Deep enough for any protocol here, too shallow to overrun a stack. */
    private static final int DEEPEST = 50;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private Json() {}

    /** An object of names and values in turn: {@code object("id", 7, "data", null)}. */
    public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The value; empty for what is no JSON. */
    public static Optional<Object> read(byte[] bytes) {
        try {
            return Optional.ofNullable(MAPPER.readValue(bytes, Object.class));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** The object; empty for what is no JSON object. */
    @SuppressWarnings("unchecked") // Jackson gives maps with String keys for objects.
    public static Optional<Map<String, @Nullable Object>> readObject(byte[] bytes) {
        return read(bytes).filter(Map.class::isInstance).map(value -> (Map<String, @Nullable Object>) value);
    }

    /** Minor units as PHP prints a float: 8, 4.5, 1.38. */
    public static Number decimal(long minor) {
        if (minor % 100 == 0) {
            return minor / 100;
        }
        return minor % 10 == 0 ? BigDecimal.valueOf(minor / 10, 1) : BigDecimal.valueOf(minor, 2);
    }

    /** Minor units with two digits: {@code 9.50}. */
    public static String fixed(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }
}
