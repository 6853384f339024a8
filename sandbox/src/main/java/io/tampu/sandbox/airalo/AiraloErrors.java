package io.tampu.sandbox.airalo;

import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Manners;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Airalo says no. */
final class AiraloErrors implements Manners {

    static final AiraloErrors INSTANCE = new AiraloErrors();

    static final int NO_CREDIT = 11;
    static final int TOP_UP_DISABLED = 23;
    static final int RECYCLED = 73;

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(NO_CREDIT, "Insufficient Airalo credit. Please top up your balance and try again."),
            Map.entry(13, "The requested operator is currently undergoing maintenance. Please try again later."),
            Map.entry(14, "The request cannot be processed due to an invalid checksum."),
            Map.entry(TOP_UP_DISABLED, "The top-up feature has been disabled by the operator for this eSIM."),
            Map.entry(33, "Insufficient stock of eSIMs for the requested package."),
            Map.entry(34, "The requested package is invalid or it is currently out of stock. Please try again later."),
            Map.entry(43, "The request could not be understood."),
            Map.entry(53, "An unexpected error occurred. Please try again later or contact support."),
            Map.entry(RECYCLED, "The eSIM has been recycled. It can no longer be used or topped up."),
            Map.entry(89, "The IP address is not allowed."));

    private AiraloErrors() {}

    static Answer business(int code, String reason) {
        return Answer.json(code == 89 ? 403 : 422, Json.object("code", code, "reason", reason));
    }

    static Answer recycled(String iccid) {
        return business(
                RECYCLED,
                "The eSIM with iccid " + iccid + " has been recycled. It can no longer be used or topped up.");
    }

    /** One message for each field at fault. */
    static Answer invalid(Map<String, @Nullable Object> messages) {
        return Answer.json(
                422, Json.object("data", messages, "meta", Json.object("message", "the parameter is invalid")));
    }

    static Answer resourceNotFound() {
        return nothing(404, "messages.resource_not_found");
    }

    static Answer nothing(int status, String message) {
        return Answer.json(status, Json.object("data", List.of(), "meta", Json.object("message", message)));
    }

    static Answer tooMany(int retryAfterSeconds) {
        return Answer.json(429, Json.object("message", "Too Many Attempts."))
                .with(Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    @Override
    public Answer code(String code) {
        // Airalo's have numbers only; anything else is its word for a request that it cannot read.
        return numbered(code.matches("\\d{1,3}") ? Integer.parseInt(code) : 43);
    }

    Answer numbered(int code) {
        return business(code, REASONS.getOrDefault(code, "Refused with code " + code + "."));
    }

    @Override
    public Answer status(int status, int retryAfterSeconds) {
        return switch (status) {
            case 401 -> nothing(401, "Unauthenticated.");
            case 404 -> resourceNotFound();
            case 429 -> tooMany(retryAfterSeconds);
            case 503 ->
                Answer.json(503, Json.object("message", "Service Unavailable"))
                        .with(Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
            default -> Answer.json(status, Json.object("message", status < 500 ? "Bad Request" : "Server Error"));
        };
    }

    @Override
    public Answer limitExceeded() {
        return invalid(Json.object("package_id", "validation.order_exceed_limit"));
    }

    @Override
    public Answer notFound(Call call) {
        return Answer.json(404, Json.object("message", "The route " + route(call) + " could not be found."));
    }

    @Override
    public Answer methodNotAllowed(Call call, String allowed) {
        return Answer.json(
                        405,
                        Json.object(
                                "message",
                                "The " + call.method() + " method is not supported for route " + route(call)
                                        + ". Supported methods: " + allowed + "."))
                .with(Map.of("Allow", allowed));
    }

    private static String route(Call call) {
        return call.path().replaceFirst("^/airalo/", "");
    }
}
