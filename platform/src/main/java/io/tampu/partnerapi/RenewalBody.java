package io.tampu.partnerapi;

import io.tampu.engine.Json;
import io.tampu.renewals.Pay;
import io.tampu.renewals.RequestKey;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a partner asks for, read strictly: a field too many, a wrong type or an absurd length is refused by name.
 *
 * @param reference the partner's own name for it, unique for the partner
 */
record RenewalBody(String iccid, String offer, Pay pay, Optional<String> reference) {

    /** No request that makes sense is larger. */
    private static final int MOST_BYTES = 16_384;

    private static final int MOST_OFFER = 400;
    private static final int MOST_KEY = 200;

    private static final Set<String> FIELDS = Set.of("iccid", "offer", "pay", "reference");
    private static final Pattern ICCID = Pattern.compile("[0-9]{18,22}");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    static RenewalBody read(HttpServletRequest request) throws IOException {
        JsonNode body = tree(request);
        if (!body.isObject()) {
            throw Refused.because(ProblemCode.BODY_INVALID, "The body is not a JSON object.");
        }
        for (String name : body.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw invalid(ProblemCode.UNKNOWN_FIELD, "There is no field '" + shortened(name) + "'.", name);
            }
        }
        Pay pay = PayBody.read(body.path("pay"));
        return new RenewalBody(
                iccid(text(body, "iccid", MOST_OFFER)),
                text(body, "offer", MOST_OFFER),
                pay,
                body.path("reference").isNull() || !body.has("reference")
                        ? Optional.empty()
                        : Optional.of(text(body, "reference", Texts.MOST_REFERENCE)));
    }

    /** The idempotency key of a request with this body. Required: without it a retry could renew twice. */
    RequestKey key(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders("Idempotency-Key"));
        if (keys.isEmpty() || keys.getFirst().isBlank()) {
            throw Refused.because(
                    ProblemCode.KEY_MISSING, "Send an Idempotency-Key, and the same one when you repeat the request.");
        }
        String key = keys.getFirst();
        if (keys.size() > 1 || key.length() > MOST_KEY || !VISIBLE.matcher(key).matches()) {
            throw Refused.because(
                    ProblemCode.KEY_INVALID,
                    "An Idempotency-Key is one of 1 to 200 visible ASCII characters without spaces.");
        }
        return new RequestKey(key, hash());
    }

    static String iccid(String text) {
        if (!ICCID.matcher(text).matches()) {
            throw invalid(ProblemCode.ICCID_MALFORMED, "An ICCID is 18 to 22 digits.", "iccid");
        }
        return text;
    }

    /** Of what is asked, not of how it is written: white space and the order of fields are the same request. */
    private byte[] hash() {
        try {
            String whole = Json.write(List.of(iccid, offer, pay.toString(), reference.orElse("")));
            return MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** One JSON value in UTF-8, and no more than a request that makes sense needs. */
    static JsonNode tree(HttpServletRequest request) throws IOException {
        byte[] bytes = RequestBytes.read(request, MOST_BYTES);
        checkUtf8(bytes);
        try {
            return Json.tree(bytes);
        } catch (JacksonException notJson) {
            throw Refused.because(ProblemCode.BODY_NOT_JSON, "The body is not JSON: " + whereOf(notJson) + ".");
        }
    }

    /** The parser would take UTF-16 and careless UTF-8 too, which JSON no longer is (RFC 8259). */
    private static void checkUtf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf(0) < 0) {
                return;
            }
        } catch (CharacterCodingException notUtf8) {
            // Said below.
        }
        throw Refused.because(ProblemCode.BODY_NOT_JSON, "The body is not JSON in UTF-8.");
    }

    private static String whereOf(JacksonException problem) {
        return problem.getLocation() == null
                ? "unreadable"
                : "line " + problem.getLocation().getLineNr() + ", column "
                        + problem.getLocation().getColumnNr();
    }

    private static String text(JsonNode body, String name, int most) {
        JsonNode value = body.path(name);
        if (!value.isString()) {
            throw invalid(ProblemCode.FIELD_INVALID, "The field '" + name + "' is not a text.", name);
        }
        String text = value.stringValue();
        if (text.isBlank() || text.length() > most || !Texts.isPlain(text)) {
            throw invalid(
                    ProblemCode.FIELD_INVALID,
                    "The field '" + name + "' is empty, longer than " + most
                            + " characters, or has characters that are no text.",
                    name);
        }
        return text;
    }

    static Refused invalid(ProblemCode code, String detail, String field) {
        return Refused.because(code, detail).with("field", shortened(field));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
