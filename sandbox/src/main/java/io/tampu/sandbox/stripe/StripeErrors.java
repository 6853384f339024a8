package io.tampu.sandbox.stripe;

import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Manners;
import java.util.Map;

/** How Stripe says no to what is not about its business. */
final class StripeErrors implements Manners {

    static final StripeErrors INSTANCE = new StripeErrors();

    private StripeErrors() {}

    static Problem status(int status) {
        return switch (status) {
            case 401 -> Problem.of(401, "invalid_request_error", null, "Invalid API Key provided: ****", null);
            case 403 ->
                Problem.of(403, "invalid_request_error", null, "The API key doesn't have permissions for this.", null);
            case 409 ->
                Problem.of(
                        409,
                        "invalid_request_error",
                        "lock_timeout",
                        "This object cannot be accessed right now because another API request or Stripe process is"
                                + " currently accessing it. If you see this error intermittently, retry the request.",
                        null);
            case 429 ->
                Problem.of(
                        429,
                        "invalid_request_error",
                        "rate_limit",
                        "Request rate limit exceeded. Learn more about rate limits here"
                                + " https://stripe.com/docs/rate-limits.",
                        null);
            default ->
                status >= 500
                        ? Problem.of(status, "api_error", null, "An unknown error occurred.", null)
                        : Problem.of(status, "invalid_request_error", null, "The request was refused.", null);
        };
    }

    static Problem keyInUse(String key) {
        return Problem.of(
                409,
                "idempotency_error",
                "idempotency_key_in_use",
                "There is currently another in-progress request using this Idempotent Key (that probably means you"
                        + " submitted twice, and the other request is still going through): " + key
                        + ". Please try again later.",
                null);
    }

    private static Answer answer(Problem problem) {
        return Answer.json(problem.status, problem.body("req_sandboxfault00"))
                .with(Map.of("Request-Id", "req_sandboxfault00", "Stripe-Version", Events.API_VERSION));
    }

    @Override
    public Answer status(int status, int retryAfterSeconds) {
        return answer(status(status));
    }

    /** A card's refusal where the code is one, else an invalid request with that code. */
    @Override
    public Answer code(String code) {
        if (code.equals("card_declined") || Decline.isKnown(code)) {
            var why = Decline.by(code.equals("card_declined") ? "generic_decline" : code);
            var error = Json.object();
            if (why.advice() != null) {
                error.put("advice_code", why.advice());
            }
            error.put("code", why.code());
            if (why.declineCode() != null) {
                error.put("decline_code", why.declineCode());
            }
            error.put("doc_url", Problem.docUrl(why.code()));
            error.put("message", why.message());
            error.put("type", why.type());
            return answer(Problem.declined(error));
        }
        return switch (code) {
            case "rate_limit" -> answer(status(429));
            case "lock_timeout" -> answer(status(409));
            case "idempotency_key_in_use" -> answer(keyInUse("(a fault)"));
            default -> answer(Problem.invalid(code, "Refused with code " + code + ".", null));
        };
    }

    @Override
    public Answer limitExceeded() {
        return answer(status(429));
    }

    @Override
    public Answer notFound(Call call) {
        return answer(Problem.of(
                404,
                "invalid_request_error",
                null,
                "Unrecognized request URL (" + call.method() + ": "
                        + call.path().replaceFirst("^/stripe", "")
                        + "). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.",
                null));
    }

    @Override
    public Answer methodNotAllowed(Call call, String allowed) {
        return notFound(call);
    }
}
