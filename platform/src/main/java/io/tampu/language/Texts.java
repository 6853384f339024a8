package io.tampu.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The texts of one room in every language: {@code texts_en.properties} and its sisters, UTF-8, beside a class of that room.
 * A text is a {@link MessageFormat}: what is filled in is {@code {0}}, plurals are {@code {0,choice,1#one day|1<{0} days}}, an
 * apostrophe is written ’. A text without anything to be filled in is taken as it stands.
 */
public final class Texts {

    private final Map<Language, Map<String, String>> texts;

    private Texts(Map<Language, Map<String, String>> texts) {
        this.texts = texts;
    }

    /** Reads them. Throws {@link IllegalStateException} when a language is missing or lacks a text that another has. */
    public static Texts of(Class<?> room) {
        var texts = new EnumMap<Language, Map<String, String>>(Language.class);
        for (Language language : Language.values()) {
            texts.put(language, read(room, "texts_" + language.code() + ".properties"));
        }
        var all = new TreeSet<String>();
        texts.values().forEach(spoken -> all.addAll(spoken.keySet()));
        texts.forEach((language, spoken) -> {
            if (spoken.size() < all.size()) {
                var missing = new TreeSet<>(all);
                missing.removeAll(spoken.keySet());
                throw new IllegalStateException(
                        "the texts of " + room.getPackageName() + " lack in " + language + ": " + missing);
            }
        });
        return new Texts(texts);
    }

    /** Says it. Throws {@link IllegalArgumentException} for a key that there is not. */
    public String say(Language language, String key, Object... facts) {
        String text = raw(language, key);
        return facts.length == 0 ? text : new MessageFormat(text, language.locale()).format(facts);
    }

    /** All keys there are. */
    public Set<String> keys() {
        return spoken(Language.EN).keySet();
    }

    /** The text as it is written, with its places to fill in. */
    public String raw(Language language, String key) {
        String text = spoken(language).get(key);
        if (text == null) {
            throw new IllegalArgumentException("there is no text " + key);
        }
        return text;
    }

    private Map<String, String> spoken(Language language) {
        return texts.getOrDefault(language, Map.of());
    }

    private static Map<String, String> read(Class<?> room, String file) {
        try (InputStream in = room.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file + " beside " + room.getName());
            }
            var properties = new Properties();
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            var map = new HashMap<String, String>();
            properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
            return Map.copyOf(map);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
