package io.tampu.backoffice;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.tampu.checkout.Checkout;
import io.tampu.engine.Backlog;
import io.tampu.engine.Secret;
import io.tampu.esims.Esims;
import io.tampu.messages.Messages;
import io.tampu.renewals.Renewals;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /seller}: how the shop stands, for its seller. By HTTP Basic: a page that only reads needs no session. */
@RestController
public final class HealthPage {

    private static final Logger LOG = LoggerFactory.getLogger(HealthPage.class);
    private static final MediaType HTML = MediaType.parseMediaType("text/html; charset=utf-8");
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
    private static final String TWO_YEARS = "max-age=63072000";

    /**
     * What the rooms below and the doors beside this one give.
     *
     * @param webhooksFailing partners' receivers that do not take what they are told
     * @param apart notifications that are not believed
     */
    public record Parts(
            Renewals renewals,
            Checkout checkout,
            Messages messages,
            Esims esims,
            Supplier<Backlog> webhooksFailing,
            Supplier<Backlog> apart,
            Clock clock) {}

    /**
     * How it looks.
     *
     * @param seller the name at the top
     * @param stylesheet where the style sheet of the whole site is
     * @param icon where its icon is
     */
    public record Look(String seller, String stylesheet, String icon) {}

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, HealthPage.class.getClassLoader(), "io.tampu");
    private final ReadHealth readHealth;
    private final StaffPassword password;
    private final Look look;

    public HealthPage(Parts parts, Look look, Secret password) {
        this.readHealth = new ReadHealth(parts);
        this.password = new StaffPassword(password, parts.clock());
        this.look = look;
        templates.setTrimControlStructures(true);
    }

    @GetMapping("/seller")
    ResponseEntity<byte[]> health(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return switch (password.knock(authorization == null ? "" : authorization, request.getRemoteAddr())) {
            case WELCOME -> shown(request);
            case STRANGER ->
                refused(request, HttpStatus.UNAUTHORIZED, "password")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"seller\", charset=\"UTF-8\"")
                        .body(page(request, "refused", "password"));
            case TOO_MANY ->
                refused(request, HttpStatus.TOO_MANY_REQUESTS, "guesses")
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                String.valueOf(StaffPassword.window().toSeconds()))
                        .body(page(request, "refused", "guesses"));
        };
    }

    private ResponseEntity<byte[]> shown(HttpServletRequest request) {
        try {
            HealthView view = readHealth.read();
            return headed(request, HttpStatus.OK).body(page(request, "health", view));
        } catch (DataAccessException noDatabase) {
            LOG.error("the health page could not be answered by the database: {}", noDatabase.toString());
            return refused(request, HttpStatus.SERVICE_UNAVAILABLE, "database")
                    .body(page(request, "refused", "database"));
        }
    }

    private static ResponseEntity.BodyBuilder refused(HttpServletRequest request, HttpStatus status, String why) {
        LOG.debug("the health page is not shown: {}", why);
        return headed(request, status);
    }

    /** As the website's pages, and stricter where this one needs less. */
    private static ResponseEntity.BodyBuilder headed(HttpServletRequest request, HttpStatus status) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .contentType(HTML)
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        StaffPage.language(request).tag())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header(
                        "Permissions-Policy",
                        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
        return request.isSecure() ? answer.header("Strict-Transport-Security", TWO_YEARS) : answer;
    }

    private byte[] page(HttpServletRequest request, String template, Object view) {
        var output = new Utf8ByteOutput();
        var page = new StaffPage(StaffPage.language(request), look);
        templates.render("backoffice/" + template + ".jte", Map.of("page", page, "view", view), output);
        return output.toByteArray();
    }
}
