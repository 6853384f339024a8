package io.tampu.sandbox.web;

import java.util.Map;

/** Reads the part of an address behind the question mark. */
public final class Query {

    private Query() {}

    public static Map<String, String> read(String encoded) {
        return Fields.pairs(encoded);
    }
}
