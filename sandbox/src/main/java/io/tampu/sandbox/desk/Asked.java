package io.tampu.sandbox.desk;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what a person or a test asked the desk for, sent as JSON or as a form. */
final class Asked {

    private Asked() {}

    static String text(Map<String, @Nullable Object> fields, String name) {
        var value = fields.get(name);
        return value == null ? "" : value.toString().strip();
    }

    /** A whole number; empty for what is missing or is none. */
    static OptionalLong number(Map<String, @Nullable Object> fields, String name) {
        var text = text(fields, name);
        return text.matches("-?\\d{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Whether something other than a whole number was sent. */
    static boolean isNoNumber(Map<String, @Nullable Object> fields, String name) {
        return !text(fields, name).isEmpty() && number(fields, name).isEmpty();
    }
}
