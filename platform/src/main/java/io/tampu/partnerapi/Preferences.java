package io.tampu.partnerapi;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client would like ({@code Prefer}, RFC 7240). What we do not understand there is no error. */
final class Preferences {

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:$|[,;])", Pattern.CASE_INSENSITIVE);

    private Preferences() {}

    /** How long the client would like to wait. The first of several counts. */
    static Duration wait(HttpServletRequest request) {
        if (request.getHeader("Prefer") == null) {
            return DEFAULT_WAIT;
        }
        String all = String.join(",", Collections.list(request.getHeaders("Prefer")));
        Matcher wait = WAIT.matcher(all);
        return wait.find() ? Duration.ofSeconds(Long.parseLong(wait.group(1))) : DEFAULT_WAIT;
    }
}
