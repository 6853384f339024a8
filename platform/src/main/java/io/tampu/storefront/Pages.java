package io.tampu.storefront;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.tampu.language.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;

/** Writes pages from their templates. */
final class Pages {

    private static final MediaType HTML = MediaType.parseMediaType("text/html; charset=utf-8");

    /** As htmx understands it. */
    private static final HttpStatusCode STOP_ASKING = HttpStatusCode.valueOf(286);

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "io.tampu");
    private final Visitors visitors;
    private final Page.Shop shop;

    Pages(Visitors visitors, Page.Shop shop) {
        this.visitors = visitors;
        this.shop = shop;
        templates.setTrimControlStructures(true);
    }

    /** What a page of this request says, for controllers that make sentences. */
    Page page(HttpServletRequest request) {
        return new Page(visitors.of(request), shop, () -> token(request));
    }

    ResponseEntity<byte[]> show(HttpServletRequest request, String template, Object view) {
        return show(request, HttpStatus.OK, template, view);
    }

    ResponseEntity<byte[]> show(HttpServletRequest request, HttpStatus status, String template, Object view) {
        return written(page(request), status, template, view);
    }

    /**
     * The living part of a page, asked for again and again: nothing where nothing has changed, so that nobody is disturbed and
     * little is sent; and with its last word, that it is the last.
     */
    ResponseEntity<byte[]> live(
            HttpServletRequest request, String template, Object view, String seen, boolean isMoving) {
        if (isMoving && seen.equals(request.getParameter("seen"))) {
            return ResponseEntity.noContent().build();
        }
        HttpStatusCode status = isMoving ? HttpStatus.OK : STOP_ASKING;
        return written(page(request), status, template, view);
    }

    /** A page about trouble. Asks nobody anything. */
    byte[] trouble(HttpServletRequest request, Trouble trouble) {
        Page page = new Page(Visitors.stranger(request), shop, () -> "");
        return bytes(page, "trouble", trouble);
    }

    /** The reader's language, for a header. */
    static Language language(HttpServletRequest request) {
        return Visitors.stranger(request).language();
    }

    private ResponseEntity<byte[]> written(Page page, HttpStatusCode status, String template, Object view) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, page.language().tag())
                .header(HttpHeaders.VARY, Visitors.LIVE)
                .body(bytes(page, template, view));
    }

    private byte[] bytes(Page page, String template, Object view) {
        var output = new Utf8ByteOutput();
        Map<String, Object> facts = new HashMap<>();
        facts.put("page", page);
        facts.put("view", view);
        templates.render("storefront/" + template + ".jte", facts, output);
        return output.toByteArray();
    }

    /** After something was done: another page, which can be reloaded. */
    static ResponseEntity<byte[]> goTo(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }

    private static String token(HttpServletRequest request) {
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            return token.getToken();
        }
        throw new IllegalStateException("no form token on " + request.getRequestURI());
    }
}
