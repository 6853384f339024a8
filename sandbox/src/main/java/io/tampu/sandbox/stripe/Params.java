package io.tampu.sandbox.stripe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, read with Stripe's complaints. */
final class Params {

    private static final int MOST_METADATA = 50;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_VALUE = 500;

    private final Map<String, Object> fields;
    private final String path;

    Params(Map<String, Object> fields) {
        this(fields, "");
    }

    private Params(Map<String, Object> fields, String path) {
        this.fields = fields;
        this.path = path;
    }

    Map<String, Object> all() {
        return fields;
    }

    private String param(String name) {
        return path.isEmpty() ? name : path + "[" + name + "]";
    }

    /** Refuses what the API does not know. */
    void only(Set<String> known) {
        for (var name : fields.keySet()) {
            if (!known.contains(name)) {
                throw Problem.invalid("parameter_unknown", "Received unknown parameter: " + param(name), param(name));
            }
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    Optional<String> text(String name) {
        var value = fields.get(name);
        if (value instanceof Map<?, ?>) {
            throw Problem.invalid(null, "Invalid string: {...}", param(name));
        }
        return Optional.ofNullable((String) value).filter(text -> !text.isEmpty());
    }

    @Nullable
    String textOrNull(String name) {
        return text(name).orElse(null);
    }

    String needText(String name) {
        if (fields.get(name) instanceof String text && text.isEmpty()) {
            throw Problem.invalid(
                    "parameter_invalid_empty",
                    "You passed an empty string for '" + param(name)
                            + "'. We assume empty values are an attempt to unset a parameter; however '" + param(name)
                            + "' cannot be unset. You should remove '" + param(name)
                            + "' from your request or supply a non-empty value.",
                    param(name));
        }
        return text(name).orElseThrow(() -> Problem.missing(param(name)));
    }

    String oneOf(String name, String otherwise, String... allowed) {
        var value = text(name).orElse(otherwise);
        if (!List.of(allowed).contains(value)) {
            throw Problem.invalid(
                    null, "Invalid " + param(name) + ": must be one of " + String.join(", ", allowed), param(name));
        }
        return value;
    }

    OptionalLong whole(String name) {
        var text = text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("-?\\d{1,15}")) {
            throw Problem.invalid("parameter_invalid_integer", "Invalid integer: " + text.get(), param(name));
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    long needWhole(String name, long least) {
        long value = whole(name).orElseThrow(() -> Problem.missing(param(name)));
        if (value < least) {
            throw Problem.invalid(
                    "parameter_invalid_integer",
                    least == 0
                            ? "This value must be greater than or equal to 0."
                            : "This value must be greater than or equal to " + least + ".",
                    param(name));
        }
        return value;
    }

    boolean yes(String name) {
        return oneOf(name, "false", "true", "false").equals("true");
    }

    @SuppressWarnings("unchecked") // Form makes maps of text only.
    Params inner(String name) {
        return fields.get(name) instanceof Map<?, ?> map
                ? new Params((Map<String, Object>) map, param(name))
                : new Params(Map.of(), param(name));
    }

    /** The elements of a list, each with fields of its own. */
    List<Params> each(String name) {
        var list = inner(name);
        return list.fields.keySet().stream().map(list::inner).toList();
    }

    /** The elements of a list of text. */
    List<String> texts(String name) {
        var list = inner(name);
        var all = new ArrayList<String>();
        list.fields.keySet().forEach(position -> list.text(position).ifPresent(all::add));
        return all;
    }

    Map<String, String> metadata(String name) {
        var given = inner(name);
        if (given.fields.size() > MOST_METADATA) {
            throw Problem.invalid(null, "Metadata can have at most " + MOST_METADATA + " keys.", param(name));
        }
        var metadata = new LinkedHashMap<String, String>();
        given.fields.forEach((key, value) -> {
            if (key.length() > LONGEST_NAME) {
                throw Problem.invalid(
                        null,
                        "Metadata keys must be up to " + LONGEST_NAME + " characters long. The key is " + key.length()
                                + " characters.",
                        param(name));
            }
            if (value.toString().length() > LONGEST_VALUE) {
                throw Problem.invalid(
                        null,
                        "Metadata values must be up to " + LONGEST_VALUE + " characters long. The value for '" + key
                                + "' is " + value.toString().length() + " characters.",
                        param(name));
            }
            metadata.put(key, value.toString());
        });
        return metadata;
    }

    /** The currency, in lower case. */
    String currency() {
        var currency = needText("currency").toLowerCase(java.util.Locale.ROOT);
        if (!Currencies.isKnown(currency)) {
            throw Problem.invalid(
                    null,
                    "Invalid currency: " + currency
                            + ". Stripe currently supports these currencies: usd, eur, pen, gbp, cny, jpy, ...",
                    param("currency"));
        }
        return currency;
    }
}
