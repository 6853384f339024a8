package io.tampu.storefront;

import io.tampu.accounts.Customers;
import io.tampu.language.Language;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;

/** Any page with {@code ?lang=zh} at its end: the language is kept, and the page comes back in it. */
final class ChooseLanguage extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Pattern CHOICE = Pattern.compile("(.*?)[?&]lang=(en|es|zh)");

    private final transient Visitors visitors;
    private final transient Customers customers;

    ChooseLanguage(Visitors visitors, Customers customers) {
        this.visitors = visitors;
        this.customers = customers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Matcher choice = CHOICE.matcher(Visitors.path(request));
        Optional<Language> language = choice.matches() ? Language.find(choice.group(2)) : Optional.empty();
        if (language.isEmpty() || !request.getMethod().equals("GET") || !Addresses.isWebsite(request)) {
            chain.doFilter(request, response);
            return;
        }
        rememberForLetters(request, language.get());
        Cookies.LANGUAGE.put(request, response, language.get().code());
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, Addresses.safe(choice.group(1)));
    }

    private void rememberForLetters(HttpServletRequest request, Language language) {
        try {
            visitors.of(request).signedIn().ifPresent(who -> customers.setLanguage(who.id(), language));
        } catch (DataAccessException noDatabase) {
            // The cookie speaks for the pages; letters go on in the language that they had.
            request.removeAttribute(Visitor.class.getName());
        }
    }
}
