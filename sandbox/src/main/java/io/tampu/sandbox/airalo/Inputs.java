package io.tampu.sandbox.airalo;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fields as PHP does: text or number alike; anything else is as if it were not there. */
final class Inputs {

    private Inputs() {}

    /** The field's text, trimmed; "" when it is missing or is no plain value. */
    static String text(Map<String, @Nullable Object> fields, String name) {
        return switch (fields.get(name)) {
            case String text -> text.strip();
            case Number number -> number.toString();
            case null, default -> "";
        };
    }

    /** The field as a whole number; the default when it is missing, -1 when it is something else. */
    static int whole(Map<String, @Nullable Object> fields, String name, int otherwise) {
        var text = text(fields, name);
        if (text.isEmpty()) {
            return fields.get(name) == null ? otherwise : -1;
        }
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
