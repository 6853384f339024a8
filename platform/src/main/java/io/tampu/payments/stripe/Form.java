package io.tampu.payments.stripe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Parameters as Stripe reads them: {@code a=1&b[c]=2}, in the order in which they were put. */
final class Form {

    private final StringBuilder text = new StringBuilder(600);

    Form put(String name, String value) {
        if (!text.isEmpty()) {
            text.append('&');
        }
        text.append(encoded(name)).append('=').append(encoded(value));
        return this;
    }

    Form put(String name, long value) {
        return put(name, Long.toString(value));
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Brackets stay encoded: in an address they are not allowed to stand as they are. */
    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
