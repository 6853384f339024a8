package io.tampu.sandbox.faults;

import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Spoils an answer in the ways in which real ones were seen spoilt. */
final class Garbage {

    static final List<String> WORDS =
            List.of("html", "truncated", "huge", "wrong-types", "nulls", "numbers-as-text", "empty");

    private static final int HUGE_MEGABYTES = 50;
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private Garbage() {}

    static Answer spoil(Answer.Whole answer, String how) {
        return switch (how) {
            case "truncated" -> body(answer, Arrays.copyOf(answer.body(), answer.body().length / 2));
            case "huge" -> huge(answer.status());
            case "wrong-types" -> rewritten(answer, Garbage::wrongType);
            case "nulls" -> rewritten(answer, leaf -> null);
            case "numbers-as-text" -> rewritten(answer, leaf -> leaf instanceof Number ? leaf.toString() : leaf);
            case "empty" -> body(answer, new byte[0]);
            default ->
                Answer.page("<!doctype html><html><head><title>502 Bad Gateway</title></head>"
                        + "<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>");
        };
    }

    private static Answer body(Answer.Whole answer, byte[] body) {
        return new Answer.Whole(answer.status(), answer.headers(), body);
    }

    private static Answer huge(int status) {
        var piece = "x".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII);
        return new Answer.Streamed(status, JSON, out -> {
            out.write("{\"data\":{\"id\":\"".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < HUGE_MEGABYTES; i++) {
                out.write(piece);
            }
            out.write("\"}}".getBytes(StandardCharsets.US_ASCII));
        });
    }

    private static Answer rewritten(Answer.Whole answer, UnaryOperator<@Nullable Object> leaf) {
        return Json.read(answer.body())
                .map(value -> body(answer, Json.write(rewriteWhole(value, leaf))))
                .orElse(answer);
    }

    /** A body of nothing but a leaf stays what it is. */
    private static Object rewriteWhole(Object value, UnaryOperator<@Nullable Object> leaf) {
        var rewritten = rewrite(value, leaf);
        return rewritten == null ? value : rewritten;
    }

    private static @Nullable Object rewrite(@Nullable Object value, UnaryOperator<@Nullable Object> leaf) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((name, inner) -> copy.put(name, rewrite(inner, leaf)));
                yield copy;
            }
            case List<?> list ->
                list.stream().map(inner -> rewrite(inner, leaf)).toList();
            case null -> null;
            default -> leaf.apply(value);
        };
    }

    private static @Nullable Object wrongType(@Nullable Object leaf) {
        return switch (leaf) {
            case Number number -> Map.of("value", number);
            case String text -> List.of(text);
            case Boolean yes -> yes ? "yes" : "no";
            case null, default -> 7;
        };
    }
}
