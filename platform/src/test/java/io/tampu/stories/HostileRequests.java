package io.tampu.stories;

import static io.tampu.stories.PartnerProgram.body;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What nobody should send, and what each of it must be answered with. */
final class HostileRequests {

    static final String ICCID = "8910300000000003003";
    static final String FOREIGN = "8910300000000003011";

    private final String offer;

    HostileRequests(String offer) {
        this.offer = offer;
    }

    /** A request, and the refusal that it must get. */
    record Case(String name, String head, byte[] body, int status, String code) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case post(String name, String body, int status, String code) {
        return post(name, body.getBytes(StandardCharsets.UTF_8), status, code);
    }

    private static Case post(String name, byte[] body, int status, String code) {
        return new Case(name, head("POST /api/v1/renewals", body.length), body, status, code);
    }

    private Case with(String name, String headers, int status, String code) {
        String body = body(ICCID, offer);
        String head = "POST /api/v1/renewals HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n";
        return new Case(name, head, body.getBytes(StandardCharsets.UTF_8), status, code);
    }

    private static Case get(String name, String path, int status, String code) {
        return new Case(name, head("GET " + path, 0), new byte[0], status, code);
    }

    private static Case line(String name, String line, int status, String code) {
        return new Case(name, head(line, 0), new byte[0], status, code);
    }

    static String head(String line, int length) {
        return line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer key-of-victim\r\n"
                + "Idempotency-Key: hostile\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    Stream<Case> bodies() {
        String good = body(ICCID, offer);
        return Stream.of(
                post("nothing", "", 422, "body-invalid"),
                post("null", "null", 422, "body-invalid"),
                post("a number", "17", 422, "body-invalid"),
                post("a list", "[" + good + "]", 422, "body-invalid"),
                post("an empty object", "{}", 422, "pay-invalid"),
                post("half a body", good.substring(0, 40), 400, "body-not-json"),
                post("something after it", good + "{}", 400, "body-not-json"),
                post("a comment", "/* x */" + good, 400, "body-not-json"),
                post("UTF-16", good.getBytes(StandardCharsets.UTF_16LE), 400, "body-not-json"),
                post("UTF-16 with its mark", good.getBytes(StandardCharsets.UTF_16), 400, "body-not-json"),
                post("deep lists", "[".repeat(8_000), 400, "body-not-json"),
                post("deep objects", "{\"a\":".repeat(3_000), 400, "body-not-json"),
                post(
                        "a deep field",
                        good.replace("{\"method\":\"balance\"}", "[".repeat(40) + "]".repeat(40)),
                        400,
                        "body-not-json"),
                post("an enormous number", good.replace("\"" + ICCID + "\"", "9".repeat(2_000)), 400, "body-not-json"),
                post("a number for the ICCID", good.replace("\"" + ICCID + "\"", ICCID), 422, "field-invalid"),
                post("a negative ICCID", good.replace(ICCID, "-" + ICCID), 422, "iccid-malformed"),
                post("an ICCID of other digits", good.replace(ICCID, "\u0661".repeat(19)), 422, "iccid-malformed"),
                post("a short ICCID", body("891", offer), 422, "iccid-malformed"),
                post("an unknown ICCID", body("8910300000000009999", offer), 404, "esim-not-found"),
                post("a foreign ICCID", body(FOREIGN, offer), 404, "esim-not-found"),
                post("an unknown field", good.replace("{\"iccid", "{\"price\":1,\"iccid"), 422, "unknown-field"),
                post(
                        "a field of the inside",
                        good.replace("{\"iccid", "{\"__proto__\":{},\"iccid"),
                        422,
                        "unknown-field"),
                post(
                        "a field twice",
                        good.replace("{\"iccid", "{\"iccid\":\"" + FOREIGN + "\",\"iccid"),
                        400,
                        "body-not-json"),
                post("an offer that is a list", good.replace("\"" + offer + "\"", "[]"), 422, "field-invalid"),
                post("no offer", good.replace("\"offer\":\"" + offer + "\",", ""), 422, "field-invalid"),
                post("an offer that is null", good.replace("\"" + offer + "\"", "null"), 422, "field-invalid"),
                post("an offer twice as long", body(ICCID, offer + offer), 422, "field-invalid"),
                post("pay by text", good.replace("{\"method\":\"balance\"}", "\"balance\""), 422, "pay-invalid"),
                post("pay by card", good.replace("balance", "card"), 422, "pay-method-unknown"),
                post(
                        "pay with an amount",
                        good.replace("{\"method\"", "{\"amountMinor\":-5,\"method\""),
                        422,
                        "pay-invalid"),
                post("a reference of zeros", withReference("a\\u0000b"), 422, "field-invalid"),
                post("half a character", withReference("a\\ud800b"), 422, "field-invalid"),
                post("a long reference", withReference("x".repeat(101)), 422, "field-invalid"),
                post("an empty reference", withReference(" "), 422, "field-invalid"),
                post("a reference that is a number", good.replace("}}", "},\"reference\":5}"), 422, "field-invalid"),
                post("no UTF-8", withReference("\u00ff").getBytes(StandardCharsets.ISO_8859_1), 400, "body-not-json"),
                post(
                        "an overlong UTF-8",
                        new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'},
                        400,
                        "body-not-json"),
                post("a zero byte", new byte[] {0, 0, 0, 0}, 400, "body-not-json"),
                post("seventeen kilobytes", " ".repeat(17_000) + good, 413, "body-too-large"),
                post("ten megabytes", new byte[10_000_000], 413, "body-too-large"));
    }

    private String withReference(String reference) {
        return body(ICCID, offer, reference);
    }

    Stream<Case> headers() {
        String key = "Authorization: Bearer key-of-victim\r\n";
        String json = "Content-Type: application/json\r\n";
        String once = "Idempotency-Key: hostile\r\n";
        return Stream.of(
                with("no key", json + once, 401, "partner-key-unknown"),
                with("an empty key", "Authorization: Bearer \r\n" + json + once, 401, "partner-key-unknown"),
                with("a wrong key", "Authorization: Bearer nonsense\r\n" + json + once, 401, "partner-key-unknown"),
                with(
                        "a key in other letters",
                        "Authorization: Bearer KEY-OF-VICTIM\r\n" + json + once,
                        401,
                        "partner-key-unknown"),
                with(
                        "a long key",
                        "Authorization: Bearer " + "k".repeat(4_000) + "\r\n" + json + once,
                        401,
                        "partner-key-unknown"),
                with("another scheme", "Authorization: Basic a2V5Om9m\r\n" + json + once, 401, "partner-key-unknown"),
                with(
                        "two keys",
                        key + "Authorization: Bearer key-of-other\r\n" + json + once,
                        401,
                        "partner-key-unknown"),
                with(
                        "the key of another",
                        "Authorization: Bearer key-of-other\r\n" + json + once,
                        404,
                        "esim-not-found"),
                with("no idempotency key", key + json, 400, "key-missing"),
                with("an empty idempotency key", key + json + "Idempotency-Key: \r\n", 400, "key-missing"),
                with(
                        "a long idempotency key",
                        key + json + "Idempotency-Key: " + "x".repeat(201) + "\r\n",
                        422,
                        "key-invalid"),
                with("two idempotency keys", key + json + once + "Idempotency-Key: b\r\n", 422, "key-invalid"),
                with("an idempotency key with a space", key + json + "Idempotency-Key: a b\r\n", 422, "key-invalid"),
                with("no content type", key + once, 415, "content-type-not-json"),
                with(
                        "a form",
                        key + once + "Content-Type: application/x-www-form-urlencoded\r\n",
                        415,
                        "content-type-not-json"),
                with(
                        "parts",
                        key + once + "Content-Type: multipart/form-data; boundary=x\r\n",
                        415,
                        "content-type-not-json"),
                with("text", key + once + "Content-Type: text/plain\r\n", 415, "content-type-not-json"),
                with(
                        "a content type of nonsense",
                        key + once + "Content-Type: ;;;///\r\n",
                        415,
                        "content-type-not-json"));
    }

    Stream<Case> broken() {
        String key = "Authorization: Bearer key-of-victim\r\n";
        String json = "Content-Type: application/json\r\n";
        String once = "Idempotency-Key: hostile\r\n";
        return Stream.of(
                with("huge headers", key + json + once + "X-Much: " + "x".repeat(20_000) + "\r\n", 400, "bad-request"),
                with("many headers", key + json + once + "X: y\r\n".repeat(500), 400, "bad-request"),
                with("a header with a zero", key + json + once + "X: a\0b\r\n", 400, "bad-request"),
                with("a header without a name", key + json + once + ": b\r\n", 400, "bad-request"),
                with("two lengths", key + json + once + "Content-Length: 3\r\n", 400, "bad-request"),
                with(
                        "a length and chunks of nonsense",
                        key + json + once + "Transfer-Encoding: nonsense\r\n",
                        400,
                        "bad-request"),
                with("an expectation of nonsense", key + json + once + "Expect: more\r\n", 400, "bad-request"),
                new Case(
                        "broken chunks",
                        head("POST /api/v1/renewals", 0).replace("Content-Length: 0", "Transfer-Encoding: chunked"),
                        "zz\r\n{}\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                        400,
                        "bad-request"));
    }

    static Stream<Case> addresses() {
        return Stream.of(
                get("an unknown eSIM", "/api/v1/esims/8910300000000009999", 404, "esim-not-found"),
                get("a foreign eSIM", "/api/v1/esims/" + FOREIGN, 404, "esim-not-found"),
                get("a foreign eSIM's offers", "/api/v1/esims/" + FOREIGN + "/offers", 404, "esim-not-found"),
                get("a malformed eSIM", "/api/v1/esims/12x", 422, "iccid-malformed"),
                get("a malformed eSIM's offers", "/api/v1/esims/-1/offers", 422, "iccid-malformed"),
                get("a zero in the address", "/api/v1/esims/891%00", 400, "bad-request"),
                get("half a character in the address", "/api/v1/esims/%ed%a0%80", 400, "bad-request"),
                get("no UTF-8 in the address", "/api/v1/esims/%ff%fe", 400, "bad-request"),
                get("broken percent in the address", "/api/v1/esims/%zz", 400, "bad-request"),
                get("half a percent in the address", "/api/v1/esims/%1", 400, "bad-request"),
                get("a slash in the address", "/api/v1/esims/a%2fb", 400, "bad-request"),
                get("a backslash in the address", "/api/v1/esims/a\\b", 400, "bad-request"),
                get("a way out", "/api/v1/../../etc/passwd", 404, "not-found"),
                get("a way out, encoded", "/api/v1/%2e%2e/%2e%2e/%2e%2e/etc/passwd", 400, "bad-request"),
                get("an unknown renewal", "/api/v1/renewals/01kzab3v9q7x2m5n8r4t6w0yce", 404, "renewal-not-found"),
                get("a malformed renewal", "/api/v1/renewals/1", 404, "renewal-not-found"),
                get("nothing here", "/api/v1/nothing", 404, "not-found"),
                get("no such version", "/api/v2/renewals", 404, "not-found"),
                get("nothing at no door", "/nothing", 404, "not-found"),
                get("a limit of nothing", "/api/v1/renewals?limit=0", 422, "limit-invalid"),
                get("a negative limit", "/api/v1/renewals?limit=-1", 422, "limit-invalid"),
                get("an enormous limit", "/api/v1/balance/entries?limit=99999999999999999999", 422, "limit-invalid"),
                get("two limits", "/api/v1/renewals?limit=1&limit=2", 422, "limit-invalid"),
                get("a wrong after", "/api/v1/renewals?after=x", 422, "after-invalid"),
                get("an after beyond all", "/api/v1/renewals?after=zzzzzzzzzzzzzzzzzzzzzzzzzz", 422, "after-invalid"),
                get("a wrong after of entries", "/api/v1/balance/entries?after='--", 422, "after-invalid"),
                get("a zero in a reference", "/api/v1/renewals?reference=a%00b", 422, "reference-invalid"),
                get("a long reference", "/api/v1/renewals?reference=" + "x".repeat(300), 422, "reference-invalid"),
                get("a broken parameter", "/api/v1/renewals?reference=%zz", 400, "bad-request"),
                get("a raw bracket", "/api/v1/renewals?after=<x>", 400, "bad-request"),
                get("a long address", "/api/v1/renewals?reference=" + "x".repeat(20_000), 400, "bad-request"));
    }

    static Stream<Case> lines() {
        return Stream.of(
                line("DELETE", "DELETE /api/v1/renewals", 405, "method-not-allowed"),
                line("PUT", "PUT /api/v1/balance", 405, "method-not-allowed"),
                line("PATCH", "PATCH /api/v1/renewals/x", 405, "method-not-allowed"),
                line("POST where it is not", "POST /api/v1/esims/" + ICCID + "/offers", 405, "method-not-allowed"),
                line("TRACE", "TRACE /api/v1/renewals", 405, "method-not-allowed"),
                line("a method of nonsense", "FROBNICATE /api/v1/renewals", 405, "method-not-allowed"),
                line("CONNECT", "CONNECT x:80", 400, "bad-request"),
                line("a method with a zero", "G\0T /api/v1/renewals", 400, "bad-request"),
                new Case(
                        "another version of HTTP",
                        "GET /api/v1/balance HTTP/7.3\r\nHost: x\r\n\r\n",
                        new byte[0],
                        400,
                        "bad-request"),
                new Case(
                        "no host",
                        "GET /api/v1/balance HTTP/1.1\r\nConnection: close\r\n\r\n",
                        new byte[0],
                        400,
                        "bad-request"),
                new Case(
                        "a host of nonsense",
                        "GET /api/v1/balance HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n",
                        new byte[0],
                        400,
                        "bad-request"),
                new Case(
                        "no HTTP at all",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
                        new byte[0],
                        400,
                        "bad-request"),
                new Case(
                        "an Accept of nonsense",
                        head("GET /api/v1/nothing", 0).replace("Host: x", "Host: x\r\nAccept: ;;"),
                        new byte[0],
                        404,
                        "not-found"));
    }
}
