package io.tampu.storefront;

import io.tampu.accounts.SignIns;
import io.tampu.language.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Knows visitors by their cookies, once for each request. */
final class Visitors implements HandlerMethodArgumentResolver {

    /** Sent by htmx, which wants the living part of a page and not the whole. */
    static final String LIVE = "HX-Request";

    private final SignIns signIns;

    Visitors(SignIns signIns) {
        this.signIns = signIns;
    }

    Visitor of(HttpServletRequest request) {
        if (request.getAttribute(Visitor.class.getName()) instanceof Visitor known) {
            return known;
        }
        Optional<SignedIn> signedIn =
                Cookies.SESSION.of(request).flatMap(signIns::session).map(SignedIn::new);
        Visitor visitor = visitor(request, signedIn);
        request.setAttribute(Visitor.class.getName(), visitor);
        return visitor;
    }

    /** For pages about trouble, which must not ask the database who looks at them. */
    static Visitor stranger(HttpServletRequest request) {
        return request.getAttribute(Visitor.class.getName()) instanceof Visitor known
                ? known
                : visitor(request, Optional.empty());
    }

    private static Visitor visitor(HttpServletRequest request, Optional<SignedIn> signedIn) {
        return new Visitor(
                signedIn,
                language(request, signedIn),
                path(request),
                request.getRemoteAddr(),
                request.getHeader(LIVE) != null);
    }

    /** What was chosen on this device, else what the customer has spoken, else what the browser wants. */
    private static Language language(HttpServletRequest request, Optional<SignedIn> signedIn) {
        return Cookies.LANGUAGE
                .of(request)
                .flatMap(Language::find)
                .or(() -> signedIn.flatMap(who -> Language.find(who.customer().language())))
                .orElseGet(() -> {
                    String wanted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
                    return Language.preferred(wanted == null ? "" : wanted);
                });
    }

    static String path(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visitor.class || parameter.getParameterType() == SignedIn.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not a request over HTTP");
        }
        Visitor visitor = of(request);
        return parameter.getParameterType() == Visitor.class
                ? visitor
                : visitor.signedIn().orElseThrow(NotSignedIn::new);
    }

    /** Somebody asks for a page of a customer's: they are asked to sign in and come back. */
    static final class NotSignedIn extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotSignedIn() {
            super("not signed in", null, false, false);
        }
    }
}
