package io.tampu.storefront;

import io.tampu.invoices.PapersBusy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** What goes wrong on the website becomes a page that helps, in the same look; at other doors it is left to them. */
final class Troubles implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final Pages pages;

    Troubles(Pages pages) {
        this.pages = pages;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception problem) {
        if (!Addresses.isPage(request) && !isOurs(problem)) {
            return null;
        }
        try {
            tell(request, response, problem);
        } catch (IOException gone) {
            LOG.debug("a page about trouble could not be told: {}", gone.toString());
        }
        return new ModelAndView();
    }

    private static boolean isOurs(Exception problem) {
        return problem instanceof NoSuchPage || problem instanceof Visitors.NotSignedIn;
    }

    private void tell(HttpServletRequest request, HttpServletResponse response, Exception problem) throws IOException {
        switch (problem) {
            case Visitors.NotSignedIn unknown -> askToSignIn(request, response);
            case NoSuchPage nothing -> tell(request, response, HttpServletResponse.SC_NOT_FOUND, "missing");
            case DataAccessException noDatabase -> later(request, response, problem);
            case TransactionException noDatabase -> later(request, response, problem);
            case PapersBusy tooMany -> later(request, response, problem);
            case ClientAbortException gone -> LOG.debug("a visitor left before the answer: {}", gone.toString());
            case InvalidParameterException unreadable -> unreadable(request, response, unreadable.getErrorCode());
            case BadRequestException unreadable -> unreadable(request, response, HttpServletResponse.SC_BAD_REQUEST);
            case ErrorResponse known -> {
                known.getHeaders().toSingleValueMap().forEach(response::setHeader);
                refused(request, response, known.getStatusCode().value());
            }
            default -> {
                LOG.error("a page failed: {} {}", request.getMethod(), request.getRequestURI(), problem);
                tell(request, response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "broken");
            }
        }
    }

    /** Before a controller has seen it: by the guard, by the server. */
    void refused(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        String key = status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                ? "broken"
                : status == HttpServletResponse.SC_NOT_FOUND ? "missing" : "unreadable";
        tell(request, response, status, key);
    }

    /** Tomcat finds broken parameters and broken chunks only when they are asked for, and then does not read on. */
    private void unreadable(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        refused(request, response, status);
    }

    private void later(HttpServletRequest request, HttpServletResponse response, Exception problem) throws IOException {
        LOG.error("a page could not be answered now: {}", problem.toString());
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        tell(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "later");
    }

    /** Whoever sent a form comes back to its page, signed in, and nothing was done meanwhile. */
    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response) {
        String where = "/sign-in?next=" + Addresses.encoded(Addresses.safe(Visitors.path(request)));
        if (request.getHeader(Visitors.LIVE) != null) {
            response.setHeader("HX-Redirect", where);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, where);
    }

    /** Also for what is refused before a controller sees it. */
    void tell(HttpServletRequest request, HttpServletResponse response, int status, String key) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] page = pages.trouble(request, new Trouble(key, Addresses.safe(Visitors.path(request))));
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, Pages.language(request).tag());
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
