package io.tampu;

import io.tampu.accounts.Partners;
import io.tampu.invoices.Papers;
import io.tampu.notifications.Notifications;
import io.tampu.partnerapi.AnswerHeaders;
import io.tampu.partnerapi.BalanceResource;
import io.tampu.partnerapi.EsimsResource;
import io.tampu.partnerapi.EventsResource;
import io.tampu.partnerapi.OpenApi;
import io.tampu.partnerapi.PartnerApi;
import io.tampu.partnerapi.PartnerKeyFilter;
import io.tampu.partnerapi.Problems;
import io.tampu.partnerapi.RenewalsResource;
import io.tampu.partnerapi.WebhooksResource;
import io.tampu.storefront.Storefront;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** The doors: what answers on HTTP. Only what is named here is configured, so that the start is quick. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(Storefront.class)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class
})
class Doors {

    @Bean
    FilterRegistrationBean<PartnerKeyFilter> partnerKeys(House house) {
        Partners partners = house.partners();
        var filter = new FilterRegistrationBean<>(new PartnerKeyFilter(partners));
        filter.addUrlPatterns(PartnerApi.PATHS);
        return filter;
    }

    @Bean
    FilterRegistrationBean<AnswerHeaders> answerHeaders() {
        var filter = new FilterRegistrationBean<>(new AnswerHeaders());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** What Tomcat refuses by itself looks like what we refuse. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverRefusals(
            ObjectProvider<Storefront.ForPeople> website) {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                // Named as well, or the server would add one of its own.
                host.setErrorReportValveClass(ServerRefusals.class.getName());
                host.getPipeline().addValve(new ServerRefusals(website::getObject));
            }
        });
    }

    @Bean
    Storefront.Parts storefrontParts(House house) {
        return new Storefront.Parts(
                house.signIns(),
                house.customers(),
                house.esims(),
                house.renewals(),
                house.ledger(),
                house.checkout(),
                house.receipts(),
                new Papers(),
                house.clock(),
                house.ids());
    }

    @Bean
    OpenApi openApi() {
        return new OpenApi();
    }

    @Bean
    Problems problems() {
        return new Problems();
    }

    @Bean
    RenewalsResource renewals(House house) {
        return new RenewalsResource(house.renewals(), house.esims(), house.receipts());
    }

    @Bean
    EsimsResource esims(House house) {
        return new EsimsResource(house.esims(), house.renewals());
    }

    @Bean
    BalanceResource balance(House house) {
        return new BalanceResource(house.ledger());
    }

    @Bean
    EventsResource events(House house) {
        return new EventsResource(house.renewals());
    }

    @Bean
    WebhooksResource webhooks(House house) {
        return new WebhooksResource(house.webhooks());
    }

    @Bean
    Notifications notifications(House house) {
        var notifications = new Notifications(new Notifications.Parts(
                house.outside().suppliers(),
                house.outside().providers(),
                house.database(),
                house.esims(),
                house.checkout(),
                house.ids(),
                house.clock()));
        notifications.start();
        return notifications;
    }

    @Bean
    Health health(House house) {
        return new Health(house.database(), house.renewals());
    }
}
