package io.tampu.browser;

import com.microsoft.playwright.options.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What a browser shows at the door. */
public record Pass(List<Cookie> cookies, Map<String, String> headers) {

    /** A stranger's. */
    public static final Pass NONE = of(List.of());

    public static Pass of(List<Cookie> cookies) {
        return new Pass(cookies, Map.of());
    }

    /** By HTTP Basic. */
    public static Pass of(String user, String password) {
        var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Pass(
                List.of(),
                Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both)));
    }
}
