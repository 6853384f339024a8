package io.tampu.suppliers.airalo;

import io.tampu.suppliers.Refusal;
import io.tampu.suppliers.TopUpAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Airalo's readable refusals: HTTP 422 with {@code {"code","reason"}} (89 comes as 403), or a 422 that names the package. Each with
 * the documents' words for it and with what is to be done. The same table stands in docs/adapters.md.
 */
enum AiraloError {
    CREDIT_SPENT("11", "insufficient Airalo credit", Refusal.OPERATIONS),
    MAINTENANCE("13", "operator maintenance", null),
    CHECKSUM("14", "invalid checksum", Refusal.OPERATIONS),
    TOP_UP_DISABLED("23", "top-up disabled by the operator", Refusal.OTHER_PLAN),
    OUT_OF_STOCK("33", "insufficient stock", Refusal.OTHER_PLAN),
    PACKAGE_GONE("34", "package invalid or out of stock", Refusal.OTHER_PLAN),
    /** Not in any class of the documents. The same request would be as bad again, so it is ours to mend. */
    BAD_REQUEST("43", "bad request", Refusal.OPERATIONS),
    /** Documented as one to retry, but "unexpected" is no promise that nothing was sold: {@link Airalo} reads the orders first. */
    UNEXPECTED("53", "unexpected error", null),
    RECYCLED("73", "the eSIM has been recycled", Refusal.ESIM_GONE),
    ADDRESS_NOT_ALLOWED("89", "IP address not allowed", Refusal.OPERATIONS),
    NOT_FOR_THIS_ESIM("invalid topup package", "the package is not offered for this eSIM", Refusal.OTHER_PLAN),
    ORDER_TOO_LARGE("validation.order_exceed_limit", "order limit exceeded", Refusal.OTHER_PLAN);

    private static final Map<String, AiraloError> BY_CODE = new HashMap<>();

    static {
        for (AiraloError error : values()) {
            BY_CODE.put(error.code, error);
        }
    }

    final String code;
    final String words;
    /** What to do about it, null: it passes, the order may be sent again. */
    final @Nullable Refusal why;

    AiraloError(String code, String words, @Nullable Refusal why) {
        this.code = code;
        this.words = words;
        this.why = why;
    }

    /** Which error an answer speaks of; empty for none of the table. */
    static Optional<AiraloError> in(Fields body) {
        return body.maybeText("code")
                .or(() -> body.maybeObject("data").flatMap(data -> data.maybeText("package_id")))
                .map(BY_CODE::get);
    }

    /** Whether this is a refusal at all, and not a sale or a riddle with an error's status. */
    static boolean isReadable(int status, Fields body) {
        boolean refusingStatus = status == 400 || status == 403 || status == 404 || status == 422;
        boolean saysSo = body.has("code") || body.has("reason") || saysFailed(body);
        boolean saysSold =
                body.maybeObject("data").filter(data -> data.has("id")).isPresent();
        return refusingStatus && saysSo && !saysSold;
    }

    private static boolean saysFailed(Fields body) {
        return body.maybeObject("meta")
                .flatMap(meta -> meta.maybeText("message"))
                .or(() -> body.maybeText("message"))
                .filter(message -> !message.equals("success"))
                .isPresent();
    }

    TopUpAnswer answer(String said) {
        return why == null
                ? new TopUpAnswer.NotNow(Duration.ZERO, code, said)
                : new TopUpAnswer.Refused(why, code, said);
    }
}
