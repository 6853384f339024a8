package io.tampu.partnerapi;

import io.tampu.accounts.Partner;
import io.tampu.accounts.Partners;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lets in whoever has a partner's key, and says who it is. */
public final class PartnerKeyFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final String PARTNER = "tampu.partner";
    private static final String SCHEME = "bearer ";
    /** Longer than any key that we give out. */
    private static final int MOST_CHARACTERS = 200;

    private final transient Partners partners;

    public PartnerKeyFilter(Partners partners) {
        this.partners = partners;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Partner> partner = key(request).flatMap(partners::byKey);
        if (partner.isPresent()) {
            request.setAttribute(PARTNER, partner.get());
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer");
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(Problems.document(
                                401, "key-unknown", "Send a valid key as 'Authorization: Bearer KEY'.", Map.of())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Who asks, on a path that this filter guards. */
    static Partner partner(HttpServletRequest request) {
        if (request.getAttribute(PARTNER) instanceof Partner partner) {
            return partner;
        }
        throw new IllegalStateException("no partner on " + request.getRequestURI());
    }

    private static Optional<String> key(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.length() <= MOST_CHARACTERS)
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(key -> !key.isEmpty());
    }
}
