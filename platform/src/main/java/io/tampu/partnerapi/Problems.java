package io.tampu.partnerapi;

import io.tampu.engine.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every refusal as a problem document (RFC 9457) with a stable code. */
@RestControllerAdvice
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final MediaType PROBLEM = MediaType.APPLICATION_PROBLEM_JSON;

    /** What we refuse ourselves. */
    @ExceptionHandler
    ResponseEntity<String> refused(Refused refused) {
        return answer(
                HttpStatusCode.valueOf(refused.status()),
                new HttpHeaders(),
                document(refused.status(), refused.code(), String.valueOf(refused.getMessage()), refused.more()));
    }

    /** What the frame refuses: method, content type, path. */
    @ExceptionHandler
    ResponseEntity<String> other(Exception problem) {
        if (problem instanceof ErrorResponse known) {
            int status = known.getStatusCode().value();
            return answer(
                    known.getStatusCode(),
                    known.getHeaders(),
                    document(status, codeOf(status), titleOf(status) + ".", Map.of()));
        }
        LOG.error("a request failed", problem);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                new HttpHeaders(),
                document(
                        500,
                        "internal",
                        "Something went wrong here. If you sent an Idempotency-Key, repeat the same request.",
                        Map.of()));
    }

    static String document(int status, String code, String detail, Map<String, Object> more) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "about:blank");
        document.put("title", titleOf(status));
        document.put("status", status);
        document.put("code", code);
        document.put("detail", detail);
        document.putAll(more);
        return Json.write(document);
    }

    private static ResponseEntity<String> answer(HttpStatusCode status, HttpHeaders headers, String document) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(PROBLEM)
                .body(document);
    }

    private static String titleOf(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Refused" : known.getReasonPhrase();
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "body-too-large";
            case 415 -> "content-type-not-json";
            default -> status < 500 ? "bad-request" : "internal";
        };
    }
}
