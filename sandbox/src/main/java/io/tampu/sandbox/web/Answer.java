package io.tampu.sandbox.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is sent back. */
public sealed interface Answer {

    /** A whole answer. */
    record Whole(int status, Map<String, String> headers, byte[] body) implements Answer {}

    /** An answer written piece by piece. */
    record Streamed(int status, Map<String, String> headers, Writing body) implements Answer {}

    /** No answer: the connection is closed. */
    record Dropped() implements Answer {}

    /** Writes a body. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    static Whole json(int status, Object value) {
        return new Whole(status, Map.of("Content-Type", "application/json"), Json.write(value));
    }

    static Whole page(String html) {
        return new Whole(
                200, Map.of("Content-Type", "text/html; charset=utf-8"), html.getBytes(StandardCharsets.UTF_8));
    }

    static Whole empty(int status) {
        return new Whole(status, Map.of(), new byte[0]);
    }

    static Whole seeOther(String where) {
        return new Whole(303, Map.of("Location", where), new byte[0]);
    }

    /** A clear sentence for a person who asked for something that cannot be. */
    static Whole refused(int status, String sentence) {
        return json(status, Json.object("error", sentence));
    }

    /** The same answer with more headers. */
    default Answer with(Map<String, String> more) {
        return switch (this) {
            case Whole whole -> new Whole(whole.status(), joined(whole.headers(), more), whole.body());
            case Streamed streamed ->
                new Streamed(streamed.status(), joined(streamed.headers(), more), streamed.body());
            case Dropped dropped -> dropped;
        };
    }

    private static Map<String, String> joined(Map<String, String> some, Map<String, String> more) {
        if (more.isEmpty()) {
            return some;
        }
        var all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }
}
