package io.tampu.partnerapi;

import org.springframework.http.HttpStatus;

/**
 * Every reason for which a request can be refused, with the status of HTTP that it is sent with. Programs decide by the
 * code: a code that was given out never changes its meaning. {@code openapi.json} lists the same ones, and a test holds the
 * two together.
 */
enum ProblemCode {
    BAD_REQUEST(400),
    BODY_NOT_JSON(400),
    KEY_MISSING(400),
    PARTNER_KEY_UNKNOWN(401),
    INSUFFICIENT_BALANCE(402),
    ESIM_NOT_FOUND(404),
    RENEWAL_NOT_FOUND(404),
    WEBHOOK_NOT_FOUND(404),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    BODY_TOO_SLOW(408),
    KEY_REUSED(409),
    REFERENCE_USED(409),
    RENEWAL_IN_PROGRESS(409),
    WEBHOOK_EXISTS(409),
    TOO_MANY_WEBHOOKS(409),
    NOT_AWAITING_PAYMENT(409),
    NOT_REFUNDABLE(409),
    OFFER_LAPSED(410),
    BODY_TOO_LARGE(413),
    CONTENT_TYPE_NOT_JSON(415),
    BODY_INVALID(422),
    UNKNOWN_FIELD(422),
    FIELD_INVALID(422),
    ICCID_MALFORMED(422),
    OFFER_INVALID(422),
    PAY_INVALID(422),
    PAY_METHOD_UNKNOWN(422),
    LINK_NOT_POSSIBLE(422),
    KEY_INVALID(422),
    REFERENCE_INVALID(422),
    URL_REFUSED(422),
    LIMIT_INVALID(422),
    AFTER_INVALID(422),
    HEADERS_TOO_LARGE(431),
    INTERNAL(500),
    TRY_LATER(503);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** As it stands in the answer: {@code offer-lapsed}. */
    String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    String title() {
        return HttpStatus.valueOf(status).getReasonPhrase();
    }

    /** For what the frame or the server refuses by a status alone. Whatever has no line of its own is a bad request. */
    static ProblemCode of(int status) {
        return switch (status) {
            case 401 -> PARTNER_KEY_UNKNOWN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> BODY_TOO_SLOW;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> CONTENT_TYPE_NOT_JSON;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> TRY_LATER;
            // What the server cannot speak (a transfer coding, a version of HTTP) is a bad request too: nothing broke
            // here.
            default -> status >= 500 && status != 501 && status != 505 ? INTERNAL : BAD_REQUEST;
        };
    }
}
