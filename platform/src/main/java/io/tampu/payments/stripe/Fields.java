package io.tampu.payments.stripe;

import io.tampu.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object of Stripe's. New fields are expected and passed over; a field that we need must be what it is said to be. */
final class Fields {

    /** Stripe nests ten deep with everything expanded; more is an attack on the reader's stack. */
    private static final int DEEPEST = 48;

    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_TEXT = 500;
    /** The year 2300: beyond it a time is a mistake. */
    private static final long LAST_SECOND = 10_413_792_000L;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,255}");
    private static final Pattern MARK = Pattern.compile("[0-9a-z]{26}");

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
            .build();

    private final JsonNode node;

    private Fields(JsonNode node) {
        this.node = node;
    }

    static Fields read(byte[] body) throws Unreadable {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JacksonException notJson) {
            throw new Unreadable("an answer that is not JSON");
        }
        if (node == null || !node.isObject()) {
            throw new Unreadable("an answer that is not a JSON object");
        }
        return new Fields(node);
    }

    /** Whether the id is one that may stand in an address as it is. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    Fields object(String name) throws Unreadable {
        return maybeObject(name).orElseThrow(() -> new Unreadable(name + " is not an object"));
    }

    /** An object, or nothing where there is nothing or only an id. */
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

    /** A name, a status, a code. What is empty, very long or holds what no name holds counts as left out. */
    Optional<String> maybeText(String name) {
        return maybeWords(name)
                .filter(text -> text.length() <= LONGEST_TEXT
                        && text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c)));
    }

    String text(String name) throws Unreadable {
        return maybeText(name).orElseThrow(() -> new Unreadable("no readable " + name));
    }

    /** Text as it comes, for people to read after it was cleaned. */
    Optional<String> maybeWords(String name) {
        JsonNode value = present(name);
        return value != null && value.isString()
                ? Optional.of(value.stringValue()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    String id() throws Unreadable {
        return id("id");
    }

    String id(String name) throws Unreadable {
        return maybeId(name).orElseThrow(() -> new Unreadable("no readable " + name));
    }

    /** The id of a thing that is named by its id or given whole. */
    Optional<String> maybeId(String name) {
        return maybeObject(name)
                .flatMap(whole -> whole.maybeText("id"))
                .or(() -> maybeText(name))
                .filter(Fields::isId);
    }

    /** An id of ours that was given back in {@code metadata}. */
    Optional<String> maybeMark(String name) {
        return maybeObject("metadata")
                .flatMap(metadata -> metadata.maybeText(name))
                .filter(Fields::isMark);
    }

    static boolean isMark(String text) {
        return MARK.matcher(text).matches();
    }

    boolean isTrue(String name) {
        JsonNode value = present(name);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    /** A truth that must be told. */
    boolean flag(String name) throws Unreadable {
        JsonNode value = present(name);
        if (value == null || !value.isBoolean()) {
            throw new Unreadable(name + " is neither true nor false");
        }
        return value.booleanValue();
    }

    long whole(String name) throws Unreadable {
        return maybeWhole(name).orElseThrow(() -> new Unreadable(name + " is not a whole number"));
    }

    OptionalLong maybeWhole(String name) {
        JsonNode value = present(name);
        return value != null && value.isIntegralNumber() && value.canConvertToLong()
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    Instant time(String name) throws Unreadable {
        long second = whole(name);
        if (second < 0 || second > LAST_SECOND) {
            throw new Unreadable(name + " is not a time");
        }
        return Instant.ofEpochSecond(second);
    }

    /** The amount in one field, with the currency of this object. */
    Money money(String name) throws Unreadable {
        return Amounts.read(whole(name), text("currency"));
    }

    private @Nullable JsonNode present(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
