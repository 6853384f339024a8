package io.tampu.storefront;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CompositeHeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;

/**
 * What browsers are told about the website, and which forms are believed. Who is signed in is not decided here: a page asks for it
 * by its arguments (docs/adr/0009).
 */
final class Guard {

    private static final long TWO_YEARS_SECONDS = 63_072_000;

    private Guard() {}

    static SecurityFilterChain over(HttpSecurity http, Troubles troubles) {
        return http.securityMatcher(Addresses::isWebsite)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(forms -> forms.csrfTokenRepository(new FormTokens()))
                .exceptionHandling(refused -> refused.accessDeniedHandler((request, response, why) ->
                        troubles.tell(request, response, HttpServletResponse.SC_FORBIDDEN, "stale")))
                // By headers() below, also on what is refused before this is asked.
                .headers(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** What browsers are told with every answer of the website, whoever gives it: a page, the firewall, the server itself. */
    static HeaderWriter headers(List<String> payPages) {
        var policy = new ContentSecurityPolicyHeaderWriter(policy(payPages));
        var opener = new CrossOriginOpenerPolicyHeaderWriter();
        opener.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN);
        var resources = new CrossOriginResourcePolicyHeaderWriter();
        resources.setPolicy(CrossOriginResourcePolicy.SAME_ORIGIN);
        return new CompositeHeaderWriter(List.of(
                policy,
                new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN),
                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
                new XContentTypeOptionsHeaderWriter(),
                new PermissionsPolicyHeaderWriter(
                        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
                opener,
                resources,
                new HstsHeaderWriter(TWO_YEARS_SECONDS, false)));
    }

    /** Nothing but our own files; forms go to us, and from us to where payers pay. */
    private static String policy(List<String> payPages) {
        String forms = payPages.stream().map(page -> " " + page).collect(Collectors.joining());
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
                + forms + "; base-uri 'none'; frame-ancestors 'none'";
    }
}
