package io.tampu.storefront;

import io.tampu.accounts.Customers;
import io.tampu.accounts.SignIns;
import io.tampu.checkout.Checkout;
import io.tampu.engine.Ids;
import io.tampu.esims.Esims;
import io.tampu.invoices.Papers;
import io.tampu.invoices.Receipts;
import io.tampu.ledger.Ledger;
import io.tampu.renewals.Renewals;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The front door for the wiring: the website, put together from what the modules below give. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class Storefront {

    private static final String GUARD = "springSecurityFilterChain";
    private static final int BEFORE_THE_PAGES = 0;

    /** What the modules below give. */
    public record Parts(
            SignIns signIns,
            Customers customers,
            Esims esims,
            Renewals renewals,
            Ledger ledger,
            Checkout checkout,
            Receipts receipts,
            Papers papers,
            Clock clock,
            Ids ids) {}

    /** Tells people, as a page, what the server or the firewall refuses before any of our pages has seen it. */
    public interface ForPeople {

        /** False, and nothing is written: it is no page of the website that was asked for. */
        boolean tell(HttpServletRequest request, HttpServletResponse response, int status) throws IOException;
    }

    /**
     * The seller's choices.
     *
     * @param name of the seller, at the top of each page
     * @param email where travellers ask the seller for help; may be empty
     * @param currency of the price list, in which new customers' balances are kept
     * @param publicUrl under which the website is reached; empty: as each visitor has reached it
     * @param payPages origins of the pages on which payers pay: browsers send our forms on to no other
     * @param demoLink only in a demo
     */
    public record Rules(
            String name,
            String email,
            String currency,
            Optional<URI> publicUrl,
            List<String> payPages,
            DemoLink demoLink) {

        public Rules {
            payPages = List.copyOf(payPages);
        }
    }

    /** Where the files are that make the look, for pages of other doors. */
    public record Look(String stylesheet, String icon) {}

    @Bean
    Look look(Assets assets) {
        return new Look(assets.address("tampu.css"), assets.address("icon.svg"));
    }

    @Bean
    Visitors visitors(Parts parts) {
        return new Visitors(parts.signIns());
    }

    @Bean
    Assets assets() {
        return new Assets();
    }

    @Bean
    Pages pages(Visitors visitors, Assets assets, Rules rules) {
        return new Pages(visitors, new Page.Shop(rules.name(), rules.email(), assets));
    }

    @Bean
    Troubles troubles(Pages pages) {
        return new Troubles(pages);
    }

    @Bean
    SecurityFilterChain websiteGuard(HttpSecurity http, Troubles troubles) {
        return Guard.over(http, troubles);
    }

    @Bean
    HeaderWriter websiteHeaders(Rules rules) {
        return Guard.headers(rules.payPages());
    }

    /** What the guard's firewall refuses. */
    @Bean
    RequestRejectedHandler refusedByTheFirewall(ForPeople people) {
        return (request, response, why) -> {
            if (!people.tell(request, response, HttpServletResponse.SC_BAD_REQUEST)) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            }
        };
    }

    @Bean
    ForPeople forPeople(Troubles troubles, HeaderWriter headers) {
        return (request, response, status) -> {
            if (!Addresses.isPage(request)) {
                return false;
            }
            headers.writeHeaders(request, response);
            troubles.refused(request, response, status);
            return true;
        };
    }

    /** Its firewall has words of its own for what other doors refuse in theirs, so it stands before the website alone. */
    @Bean
    FilterRegistrationBean<HttpFilter> guardOfTheWebsite(
            @Qualifier(GUARD) Filter guard, HeaderWriter headers, ForPeople people) {
        var filter = new FilterRegistrationBean<HttpFilter>(new HttpFilter() {
            private static final long serialVersionUID = 1;

            @Override
            protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                if (!Addresses.isWebsite(request)) {
                    chain.doFilter(request, response);
                    return;
                }
                headers.writeHeaders(request, response);
                // Browsers write forms in the page's encoding and do not say which; servers take Latin for granted.
                request.setCharacterEncoding(StandardCharsets.UTF_8);
                try {
                    guard.doFilter(request, response, chain);
                } catch (InvalidParameterException unreadable) {
                    // The guard asks for the form's token, and Tomcat finds out that it cannot read the form.
                    if (!people.tell(request, response, unreadable.getErrorCode())) {
                        throw unreadable;
                    }
                }
            }
        });
        filter.setOrder(BEFORE_THE_PAGES);
        return filter;
    }

    /** Not by itself, before everything. */
    @Bean
    FilterRegistrationBean<Filter> noGuardElsewhere(@Qualifier(GUARD) Filter guard) {
        var filter = new FilterRegistrationBean<>(guard);
        filter.setEnabled(false);
        return filter;
    }

    @Bean
    FilterRegistrationBean<ChooseLanguage> chooseLanguage(Visitors visitors, Parts parts) {
        var filter = new FilterRegistrationBean<>(new ChooseLanguage(visitors, parts.customers()));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }

    @Bean
    WebMvcConfigurer whoTakesPart(Visitors visitors) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(visitors);
            }
        };
    }

    @Bean
    TakePayment takePayment(Parts parts, Rules rules) {
        return new TakePayment(parts.renewals(), parts.checkout(), rules.publicUrl(), parts.clock());
    }

    @Bean
    SignInPages signInPages(Pages pages, Parts parts, Rules rules) {
        return new SignInPages(
                pages, parts.signIns(), parts.ledger(), rules.demoLink(), rules.currency(), parts.clock());
    }

    @Bean
    HomePage homePage(Pages pages, Parts parts) {
        return new HomePage(pages, parts.esims(), parts.renewals(), parts.clock());
    }

    @Bean
    EsimPages esimPages(Pages pages, Parts parts) {
        return new EsimPages(pages, parts.esims(), parts.signIns(), parts.renewals(), parts.clock());
    }

    @Bean
    RenewPages renewPages(Pages pages, Parts parts, TakePayment takePayment) {
        return new RenewPages(
                pages, parts.esims(), parts.renewals(), parts.ledger(), takePayment, parts.clock(), parts.ids());
    }

    @Bean
    RenewalPages renewalPages(Pages pages, Parts parts, TakePayment takePayment) {
        return new RenewalPages(pages, parts.renewals(), parts.ledger(), takePayment, parts.clock());
    }

    @Bean
    ReceiptPages receiptPages(Pages pages, Parts parts) {
        return new ReceiptPages(pages, parts.renewals(), parts.receipts(), parts.papers(), parts.clock());
    }

    @Bean
    BalancePages balancePages(Pages pages, Parts parts, Rules rules) {
        return new BalancePages(pages, parts.ledger(), parts.checkout(), rules.publicUrl(), parts.ids());
    }

    @Bean
    AccountPages accountPages(Pages pages, Parts parts) {
        return new AccountPages(pages, parts.signIns(), parts.customers(), parts.clock());
    }

    @Bean
    HelpPages helpPages(Pages pages) {
        return new HelpPages(pages);
    }
}
