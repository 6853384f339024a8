package io.tampu.suppliers.airalo;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object of Airalo's, read with tolerance for how it writes (numbers as text, decimals where whole numbers are meant, two
 * shapes of time) and none for what it leaves out. A null counts as left out.
 */
final class Fields {

    /** Airalo nests six deep; more is an attack on the reader's stack. */
    private static final int DEEPEST = 32;
    /** No amount or count is longer, as text or as a number. */
    private static final int LONGEST_NUMBER = 40;

    private static final int LONGEST_TEXT = 500;
    /** 10^12 is more megabytes, minutes or dollars than there are; it also keeps 1e999999999 from filling the memory. */
    private static final int LARGEST_POWER = 12;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Numbers are written as JSON.stringify writes them, 43.50 as 43.5: signatures are made over that.
            .enable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonNode node;

    private Fields(JsonNode node) {
        this.node = node;
    }

    static Fields read(byte[] body) throws Unreadable {
        if (body.length == 0) {
            throw new Unreadable("an empty answer");
        }
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JacksonException notJson) {
            throw new Unreadable("an answer that is not JSON");
        }
        if (!node.isObject()) {
            throw new Unreadable("an answer that is not a JSON object");
        }
        return new Fields(node);
    }

    boolean has(String name) {
        return present(name) != null;
    }

    Fields object(String name) throws Unreadable {
        return maybeObject(name).orElseThrow(() -> new Unreadable(name + " is not an object"));
    }

    Optional<Fields> maybeObject(String name) {
        JsonNode value = present(name);
        return value != null && value.isObject() ? Optional.of(new Fields(value)) : Optional.empty();
    }

    /** The objects of a list. Anything else in the list makes it unreadable. */
    List<Fields> objects(String name) throws Unreadable {
        JsonNode value = present(name);
        if (value == null || !value.isArray()) {
            throw new Unreadable(name + " is not a list");
        }
        var objects = new ArrayList<Fields>(value.size());
        for (JsonNode one : value) {
            if (!one.isObject()) {
                throw new Unreadable(name + " holds something that is not an object");
            }
            objects.add(new Fields(one));
        }
        return objects;
    }

    /**
     * A name, an id, a code: text, or a number as it is written. What is empty, very long or holds characters that no name has
     * (a database refuses NUL) counts as left out.
     */
    Optional<String> maybeText(String name) {
        return maybeWords(name).filter(Fields::isPlain);
    }

    private static boolean isPlain(String text) {
        return text.length() <= LONGEST_TEXT
                && text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }

    /** Text as it comes, for people to read after it was cleaned. */
    Optional<String> maybeWords(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isString()) {
            return Optional.of(value.stringValue()).filter(text -> !text.isBlank());
        }
        return value.isIntegralNumber() ? Optional.of(value.asString()) : Optional.empty();
    }

    String text(String name) throws Unreadable {
        return maybeText(name).orElseThrow(() -> new Unreadable("no readable " + name));
    }

    boolean isTrue(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return false;
        }
        return value.isBoolean()
                ? value.booleanValue()
                : value.isString() && value.stringValue().equals("true") || value.isInt() && value.intValue() == 1;
    }

    BigDecimal decimal(String name) throws Unreadable {
        JsonNode value = present(name);
        if (value != null && value.isNumber()) {
            return bounded(name, value.decimalValue());
        }
        if (value != null && value.isString()) {
            String text = value.stringValue().strip();
            if (text.length() <= LONGEST_NUMBER) {
                try {
                    return bounded(name, new BigDecimal(text));
                } catch (NumberFormatException notANumber) {
                    throw new Unreadable(name + " is not a number");
                }
            }
        }
        throw new Unreadable(name + " is not a number");
    }

    Optional<BigDecimal> maybeDecimal(String name) throws Unreadable {
        return has(name) ? Optional.of(decimal(name)) : Optional.empty();
    }

    /** A whole number of at least zero: {@code 7}, {@code "7"}, {@code 7.0}. */
    int whole(String name) throws Unreadable {
        try {
            int whole = decimal(name).intValueExact();
            if (whole >= 0) {
                return whole;
            }
        } catch (ArithmeticException fraction) {
            throw new Unreadable(name + " is not a whole number");
        }
        throw new Unreadable(name + " is negative");
    }

    int wholeOr(String name, int otherwise) throws Unreadable {
        return has(name) ? whole(name) : otherwise;
    }

    /** {@code 2025-11-18 13:37:07} (UTC, says Airalo) or {@code 2025-11-18T13:37:07+00:00}. */
    Optional<Instant> maybeTime(String name) throws Unreadable {
        if (!has(name)) {
            return Optional.empty();
        }
        String text = text(name).strip().replace(' ', 'T');
        try {
            boolean withZone = text.length() > 19;
            return Optional.of(
                    withZone
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notATime) {
            throw new Unreadable(name + " is not a time");
        }
    }

    /** The same JSON without white space, as {@code JSON.stringify} writes it. */
    String compact() {
        return JSON.writeValueAsString(node);
    }

    private @Nullable JsonNode present(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static BigDecimal bounded(String name, BigDecimal value) throws Unreadable {
        // Digits before the point, judged without expanding the number.
        if ((long) value.precision() - value.scale() > LARGEST_POWER || value.scale() > LONGEST_NUMBER) {
            throw new Unreadable(name + " is enormous");
        }
        return value;
    }
}
