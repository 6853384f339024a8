package io.tampu.storefront;

import io.tampu.engine.Ids;
import io.tampu.esims.EsimId;
import io.tampu.renewals.RenewalId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The website's addresses: which are its own, and where a visitor may be sent. */
final class Addresses {

    /** What other doors answer. */
    private static final List<String> OTHER_DOORS = List.of("/api/", "/notifications/", "/seller");

    private static final List<String> OTHERS = List.of("/openapi.json", "/health");

    /** A path of ours with its query, and nothing that a browser could take for another host, or we could not write again. */
    private static final Pattern OURS =
            Pattern.compile("(?![^?]*(//|/\\.))/[A-Za-z0-9_./-]{0,200}(\\?([A-Za-z0-9_.=&-]|%[0-9A-Fa-f]{2}){0,300})?");

    private Addresses() {}

    /** Whether a person is to be answered with a page: not another door's, and not a program that asks at no door. */
    static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        String accept = request.getHeader("Accept");
        return isWebsite(request)
                && (path.equals("/")
                        || accept != null && accept.contains("text/html")
                        || request.getHeader(Visitors.LIVE) != null);
    }

    /** Whether it is the website that this is asked of. */
    static boolean isWebsite(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !OTHERS.contains(path) && OTHER_DOORS.stream().noneMatch(path::startsWith);
    }

    /** Where to go next: as was asked if that is a page of ours, else home. */
    static String safe(String next) {
        return OURS.matcher(next).matches() ? next : "/";
    }

    /** As a value in a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String esim(EsimId id) {
        return "/esims/" + Ids.text(id.value());
    }

    static String preview(EsimId esim, String plan) {
        return esim(esim) + "/preview?plan=" + encoded(plan);
    }

    static String renewal(RenewalId id) {
        return "/renewals/" + id;
    }

    static String topUp(UUID id) {
        return "/balance/top-ups/" + Ids.text(id);
    }

    /**
     * Where a payer comes back to from the provider's page.
     *
     * @param publicUrl the address of the website, if the seller has said it: then it is nobody else's to say
     */
    static URI backTo(Optional<URI> publicUrl, HttpServletRequest request, String path) {
        if (publicUrl.isPresent()) {
            return publicUrl.get().resolve(path);
        }
        String port = request.getServerPort() == (request.isSecure() ? 443 : 80) ? "" : ":" + request.getServerPort();
        return URI.create(request.getScheme() + "://" + request.getServerName() + port + path);
    }

    /** A page that a payer comes back to from the provider's. */
    static String back(String path) {
        return path + "?back=1";
    }

    static boolean isBack(HttpServletRequest request) {
        return request.getParameter("back") != null;
    }

    static EsimId esimId(String text) {
        return new EsimId(id(text));
    }

    static RenewalId renewalId(String text) {
        return new RenewalId(id(text));
    }

    static UUID id(String text) {
        try {
            return Ids.parse(text);
        } catch (IllegalArgumentException notAnId) {
            throw new NoSuchPage();
        }
    }
}
