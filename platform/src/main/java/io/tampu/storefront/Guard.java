package io.tampu.storefront;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What browsers are told about the website, and which forms are believed. Who is signed in is not decided here: a page asks for it
 * by its arguments (docs/adr/0009).
 */
final class Guard {

    private static final long TWO_YEARS_SECONDS = 63_072_000;

    private Guard() {}

    static SecurityFilterChain over(HttpSecurity http, Troubles troubles, List<String> payPages) {
        return http.securityMatcher(Addresses::isWebsite)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(forms -> forms.csrfTokenRepository(tokens()))
                .exceptionHandling(refused -> refused.accessDeniedHandler((request, response, why) ->
                        troubles.tell(request, response, HttpServletResponse.SC_FORBIDDEN, "stale")))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(policy(payPages)))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .frameOptions(frames -> frames.deny())
                        .permissionsPolicyHeader(permissions -> permissions.policy(
                                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resources -> resources.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(https ->
                                https.maxAgeInSeconds(TWO_YEARS_SECONDS).includeSubDomains(false)))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Nothing but our own files; forms go to us, and from us to where payers pay. */
    private static String policy(List<String> payPages) {
        String forms = payPages.stream().map(page -> " " + page).collect(Collectors.joining());
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
                + forms + "; base-uri 'none'; frame-ancestors 'none'";
    }

    private static CookieCsrfTokenRepository tokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("tampu-form");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").path("/"));
        return tokens;
    }
}
