package io.tampu.sandbox.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path the path without the query, not decoded
 * @param parts the variable parts of the path, in order
 * @param query names to values, decoded; of a repeated name the last
 * @param headers names in lower case
 * @param from the other side's address
 */
public record Call(
        String method,
        String path,
        List<String> parts,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String from) {

    public String part(int i) {
        return parts.get(i);
    }

    Call withParts(List<String> found) {
        return new Call(method, path, found, query, headers, body, from);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<String> asked(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** A whole number that was asked for, kept between two bounds; the default where it is missing or no number. */
    public int asked(String name, int otherwise, int least, int most) {
        var value = query.get(name);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        try {
            return (int) Math.clamp(Long.parseLong(value), least, most);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /** The whole address without its query, as the other side wrote it. */
    public String address() {
        return "http://" + headers.getOrDefault("host", "127.0.0.1") + path;
    }

    /** The fields sent, as JSON, multipart or URL-encoded; what cannot be read has no fields. */
    public Map<String, @Nullable Object> fields() {
        return Fields.read(header("content-type").orElse(""), body);
    }

    /** Whether the other side shows pages to a person: a form was sent, and not JSON under a form's name as curl does. */
    public boolean isForm() {
        return (body.length == 0 || body[0] != '{')
                && header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    }
}
