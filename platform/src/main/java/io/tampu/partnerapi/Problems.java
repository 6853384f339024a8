package io.tampu.partnerapi;

import io.tampu.engine.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every refusal as a problem document (RFC 9457) with a stable code. */
@RestControllerAdvice
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    static final String REPEAT = "Something went wrong here. Repeat the same request, with the same Idempotency-Key.";
    static final String LATER = "This cannot be answered now. Repeat the same request in a few seconds.";

    /** What we refuse ourselves. */
    @ExceptionHandler
    ResponseEntity<String> refused(Refused refused) {
        return answer(refused.code(), new HttpHeaders(), refused.detail(), refused.more());
    }

    /** The database does not answer, or too late. A renewal may have been accepted: the key tells when it is repeated. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<String> noDatabase(RuntimeException problem) {
        LOG.error("a request could not be answered by the database: {}", problem.toString());
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "2");
        return answer(ProblemCode.TRY_LATER, headers, LATER, Map.of());
    }

    /** The other side has gone: nobody reads an answer. */
    @ExceptionHandler
    void gone(ClientAbortException aborted) {
        LOG.debug("a client left before its answer: {}", aborted.toString());
    }

    /** What the frame refuses (method, content type, path), what the server refuses only when it is read, and what broke. */
    @ExceptionHandler
    ResponseEntity<String> other(Exception problem) {
        if (problem instanceof ErrorResponse known) {
            ProblemCode code = ProblemCode.of(known.getStatusCode().value());
            return answer(code, known.getHeaders(), code.title() + ".", Map.of());
        }
        if (isUnreadable(problem)) {
            return answer(
                    ProblemCode.BAD_REQUEST, new HttpHeaders(), "The request is not HTTP as it should be.", Map.of());
        }
        LOG.error("a request failed", problem);
        return answer(ProblemCode.INTERNAL, new HttpHeaders(), REPEAT, Map.of());
    }

    /** Writes a problem where no controller is at work. */
    static void write(HttpServletResponse response, ProblemCode code, String detail) throws IOException {
        byte[] document = document(code, detail, Map.of()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(code.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }

    static String document(ProblemCode code, String detail, Map<String, Object> more) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "about:blank");
        document.put("title", code.title());
        document.put("status", code.status());
        document.put("code", code.text());
        document.put("detail", detail);
        document.putAll(more);
        return Json.write(document);
    }

    /** Tomcat finds broken chunks and broken parameters only when they are asked for, and says so by these. */
    private static boolean isUnreadable(Exception problem) {
        return problem instanceof org.apache.coyote.BadRequestException
                || problem instanceof org.apache.tomcat.util.http.InvalidParameterException;
    }

    private static ResponseEntity<String> answer(
            ProblemCode code, HttpHeaders headers, String detail, Map<String, Object> more) {
        return ResponseEntity.status(code.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(document(code, detail, more));
    }
}
