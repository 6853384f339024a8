package io.tampu.storefront;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * What shows that a form is ours: the same in a cookie and, masked, in the page. Over HTTPS the cookie has a name that browsers
 * take from this host alone, so that no neighbour under the same domain can plant one whose token it knows.
 */
final class FormTokens implements CsrfTokenRepository {

    private static final String NAME = "tampu-form";

    private final CookieCsrfTokenRepository plain = named(NAME);
    private final CookieCsrfTokenRepository hostOnly = named(Cookies.HOST_ONLY + NAME);

    private static CookieCsrfTokenRepository named(String name) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(name);
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").path("/"));
        return tokens;
    }

    private CookieCsrfTokenRepository of(HttpServletRequest request) {
        return request.isSecure() ? hostOnly : plain;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return of(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        of(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }
}
