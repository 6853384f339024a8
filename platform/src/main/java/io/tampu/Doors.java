package io.tampu;

import io.tampu.accounts.Partners;
import io.tampu.notifications.SupplierNotifications;
import io.tampu.partnerapi.BalanceResource;
import io.tampu.partnerapi.EsimsResource;
import io.tampu.partnerapi.PartnerApi;
import io.tampu.partnerapi.PartnerKeyFilter;
import io.tampu.partnerapi.Problems;
import io.tampu.partnerapi.RenewalsResource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The doors: what answers on HTTP. Only what is named here is configured, so that the start is quick. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class
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
    Problems problems() {
        return new Problems();
    }

    @Bean
    RenewalsResource renewals(House house) {
        return new RenewalsResource(house.renewals(), house.esims());
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
    SupplierNotifications notifications(House house) {
        return new SupplierNotifications(house.suppliers(), house.database(), house.esims(), house.clock());
    }

    @Bean
    Health health(House house) {
        return new Health(house.database(), house.renewals());
    }
}
