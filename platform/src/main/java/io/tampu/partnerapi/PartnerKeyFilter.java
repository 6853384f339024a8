package io.tampu.partnerapi;

import io.tampu.accounts.Partner;
import io.tampu.accounts.Partners;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;

/** Lets in whoever has a partner's key, and says who it is. */
public final class PartnerKeyFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(PartnerKeyFilter.class);

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
        Optional<Partner> partner;
        try {
            partner = key(request).flatMap(partners::byKey);
        } catch (DataAccessException noDatabase) {
            LOG.error("a key could not be looked up: {}", noDatabase.toString());
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            Problems.write(response, ProblemCode.TRY_LATER, Problems.LATER);
            return;
        }
        if (partner.isPresent()) {
            request.setAttribute(PARTNER, partner.get());
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Problems.write(response, ProblemCode.PARTNER_KEY_UNKNOWN, "Send a valid key as 'Authorization: Bearer KEY'.");
    }

    /** Who asks, on a path that this filter guards. */
    static Partner partner(HttpServletRequest request) {
        if (request.getAttribute(PARTNER) instanceof Partner partner) {
            return partner;
        }
        throw new IllegalStateException("no partner on " + request.getRequestURI());
    }

    /** Empty also for two keys: nobody should have to guess which of them counts. */
    private static Optional<String> key(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        if (!headers.hasMoreElements()) {
            return Optional.empty();
        }
        String header = headers.nextElement();
        if (headers.hasMoreElements()
                || header.length() > MOST_CHARACTERS
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(header.substring(SCHEME.length()).strip()).filter(key -> !key.isEmpty());
    }
}
