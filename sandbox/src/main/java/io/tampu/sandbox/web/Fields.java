package io.tampu.sandbox.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a body in the three ways in which clients send them. {@code name[]} gathers a list. */
final class Fields {

    private static final String LINE = "\r\n";

    private Fields() {}

    static Map<String, @Nullable Object> read(String contentType, byte[] body) {
        var type = contentType.toLowerCase(Locale.ROOT);
        if (body.length == 0) {
            return Map.of();
        }
        if (type.startsWith("multipart/form-data")) {
            return multipart(contentType, body);
        }
        // Clients are seen to announce one and send the other.
        if (body[0] == '{' || type.contains("json")) {
            return Json.readObject(body).orElse(Map.of());
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        pairs(new String(body, StandardCharsets.UTF_8)).forEach((name, value) -> put(fields, name, value));
        return fields;
    }

    /** {@code a=1&b%5Bc%5D=2}; of a repeated name the last, except {@code name[]}, whose values are joined by a new line. */
    static Map<String, String> pairs(String encoded) {
        if (encoded.isEmpty()) {
            return Map.of();
        }
        var pairs = new LinkedHashMap<String, String>();
        for (var pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (name.endsWith("[]") && pairs.containsKey(name)) {
                pairs.merge(name, value, (before, now) -> before + "\n" + now);
            } else {
                pairs.put(name, value);
            }
        }
        return pairs;
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

    private static Map<String, @Nullable Object> multipart(String contentType, byte[] body) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        var boundary = parameter(contentType, "boundary");
        if (boundary.isEmpty()) {
            return fields;
        }
        // Latin-1 keeps bytes as they are; the values are decoded as UTF-8 below.
        var text = new String(body, StandardCharsets.ISO_8859_1);
        for (var part : text.split(java.util.regex.Pattern.quote("--" + boundary), -1)) {
            int head = part.indexOf(LINE + LINE);
            if (head < 0) {
                continue;
            }
            var name = parameter(part.substring(0, head), "name");
            if (name.isEmpty()) {
                continue;
            }
            var value = part.substring(
                    head + 4, part.endsWith(LINE) ? Math.max(head + 4, part.length() - 2) : part.length());
            put(fields, utf8(name), utf8(value));
        }
        return fields;
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** {@code name="x"} or {@code name=x} in a header; empty when it is not there. */
    private static String parameter(String header, String name) {
        for (var piece : header.split("[;\r\n]", -1)) {
            var trimmed = piece.strip();
            if (trimmed.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
                var value = trimmed.substring(name.length() + 1).strip();
                return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                        ? value.substring(1, value.length() - 1)
                        : value;
            }
        }
        return "";
    }

    private static void put(Map<String, @Nullable Object> fields, String name, String value) {
        if (!name.endsWith("[]")) {
            fields.put(name, value);
            return;
        }
        var plain = name.substring(0, name.length() - 2);
        var all = new ArrayList<Object>();
        if (fields.get(plain) instanceof List<?> before) {
            all.addAll(before);
        }
        all.addAll(List.of(value.split("\n", -1)));
        fields.put(plain, all);
    }
}
