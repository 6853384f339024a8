package io.tampu.sandbox.stripe;

import io.tampu.sandbox.web.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal in Stripe's words. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** HTTP status. */
    final int status;

    /** Whether the request had begun to be carried out: such a refusal is kept under the idempotency key. */
    final boolean begun;

    private final transient Map<String, @Nullable Object> fields;

    private Problem(int status, boolean begun, String message, Map<String, @Nullable Object> fields) {
        super(message);
        this.status = status;
        this.begun = begun;
        this.fields = fields;
    }

    static Problem of(int status, String type, @Nullable String code, String message, @Nullable String param) {
        return new Problem(status, false, message, fields(type, code, message, param));
    }

    /** A parameter that makes no sense. */
    static Problem invalid(@Nullable String code, String message, @Nullable String param) {
        return of(400, "invalid_request_error", code, message, param);
    }

    /** A request that makes sense but cannot be done as things stand. */
    static Problem cannot(@Nullable String code, String message, @Nullable String param) {
        return new Problem(400, true, message, fields("invalid_request_error", code, message, param));
    }

    static Problem missing(String param) {
        return invalid("parameter_missing", "Missing required param: " + param + ".", param);
    }

    /** @param inPath whether the id stood in the address, which is a 404 */
    static Problem noSuch(String object, String id, String param, boolean inPath) {
        return of(
                inPath ? 404 : 400,
                "invalid_request_error",
                "resource_missing",
                "No such " + object + ": '" + id + "'",
                param);
    }

    /** A card that was declined, or a payer who could not be authenticated. */
    static Problem declined(Map<String, @Nullable Object> error) {
        return new Problem(402, true, String.valueOf(error.get("message")), error);
    }

    private static Map<String, @Nullable Object> fields(
            String type, @Nullable String code, String message, @Nullable String param) {
        var fields = Json.object();
        if (code != null) {
            fields.put("code", code);
            fields.put("doc_url", docUrl(code));
        }
        fields.put("message", message);
        if (param != null) {
            fields.put("param", param);
        }
        fields.put("type", type);
        return fields;
    }

    static String docUrl(String code) {
        return "https://stripe.com/docs/error-codes/" + code.replace('_', '-');
    }

    /** The body. */
    Map<String, @Nullable Object> body(String requestId) {
        var error = Json.object();
        error.putAll(fields);
        error.put("request_log_url", "https://dashboard.stripe.com/test/logs/" + requestId);
        return Json.object("error", error);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
