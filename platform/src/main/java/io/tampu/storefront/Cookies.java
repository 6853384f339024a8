package io.tampu.storefront;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** What a browser keeps for us: each for one thing, out of reach of scripts, never sent along by other sites' forms. */
enum Cookies {
    /** Who has signed in. */
    SESSION("tampu", Duration.ofDays(90)),
    /** Which code this browser has asked for. */
    CODE("tampu-code", Duration.ofHours(1)),
    /** Which language was chosen. */
    LANGUAGE("tampu-language", Duration.ofDays(400));

    /** Browsers give such a cookie to this host alone, over HTTPS alone. */
    static final String HOST_ONLY = "__Host-";

    private final String word;
    private final Duration age;

    Cookies(String word, Duration age) {
        this.word = word;
        this.age = age;
    }

    Optional<String> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String name = name(request);
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    void put(HttpServletRequest request, HttpServletResponse response, String value) {
        response.addHeader(HttpHeaders.SET_COOKIE, written(request, value, age));
    }

    void drop(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, written(request, "", Duration.ZERO));
    }

    /** Lax, not Strict: who comes back from the payment page is still signed in. */
    private String written(HttpServletRequest request, String value, Duration time) {
        return ResponseCookie.from(name(request), value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(time)
                .build()
                .toString();
    }

    private String name(HttpServletRequest request) {
        return request.isSecure() ? HOST_ONLY + word : word;
    }
}
