package io.tampu;

import io.tampu.backoffice.HealthPage;
import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.notifications.Notifications;
import io.tampu.storefront.Storefront;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.airalo.Airalo;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessException;

/** {@code serve}: the platform in production. */
final class Serve {

    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    /** A fault that the kill tests bring: a machine whose clock is wrong by so many seconds. */
    private static final String CLOCK_STEP = "tampu.clock-step-seconds";

    private Serve() {}

    static int run(Map<String, String> environment, String[] arguments) {
        var arranged = Office.arrange(environment, arguments, 0);
        Settings settings = arranged.settings();
        CheckSettings.all(settings);
        var stopped = new CountDownLatch(1);
        var http = new OutsideHttp();
        House house = open(settings, http);
        ConfigurableApplicationContext web = openDoors(settings, house);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            web.close();
            house.close();
            stopped.countDown();
        }));
        Seed.sow(settings, house);
        if (house.outside().mail().isEmpty()) {
            LOG.warn("No letters are sent, so nobody can sign in: set {}.", Setting.SMTP_URL.variable());
        }
        house.checkout().start();
        house.renewals().start();
        house.webhooks().start();
        house.messages().start();
        house.signIns().start();
        askToBeNotified(settings, house);
        System.out.println("tampu ready http://" + settings.text(Setting.BIND) + ":" + portOf(web));
        try {
            stopped.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static House open(Settings settings, OutsideHttp http) {
        Duration step = Duration.ofSeconds(Long.getLong(CLOCK_STEP, 0));
        try {
            return House.open(settings, House.database(settings), clock(settings, step), http);
        } catch (DataAccessException | org.flywaydb.core.api.FlywayException noDatabase) {
            LOG.debug("the database could not be opened", noDatabase);
            throw new UnusableSettings("The database cannot be used: " + Office.lastWord(noDatabase));
        }
    }

    /** Milliseconds are what we show and keep; finer parts would differ between the row and the answer. */
    static Clock clock(Settings settings, Duration step) {
        if (!step.isZero() && !settings.isSandbox()) {
            throw new UnusableSettings(CLOCK_STEP + " is for the sandbox: the real outside has the real time.");
        }
        return Clock.offset(Clock.tick(Clock.systemUTC(), Duration.ofMillis(1)), step);
    }

    static ConfigurableApplicationContext openDoors(Settings settings, House house) {
        var application = new SpringApplication(Doors.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setDefaultProperties(properties(settings));
        application.addInitializers(context -> {
            if (context instanceof GenericApplicationContext beans) {
                beans.registerBean(House.class, () -> house, definition -> definition.setDestroyMethodName(""));
                beans.registerBean(Storefront.Rules.class, () -> website(settings, house));
                settings.sellerPassword()
                        .ifPresent(password -> beans.registerBean(
                                HealthPage.class, () -> healthPage(settings, house, beans, password)));
            }
        });
        try {
            return application.run();
        } catch (ApplicationContextException | PortInUseException closed) {
            for (Throwable cause = closed; cause != null; cause = cause.getCause()) {
                if (cause instanceof PortInUseException taken) {
                    throw new UnusableSettings("Port " + taken.getPort() + " is taken: stop what listens there, or set "
                            + Setting.PORT.variable() + ".");
                }
                if (cause instanceof BindException cannot) {
                    throw new UnusableSettings("This machine cannot listen on " + settings.text(Setting.BIND) + ":"
                            + settings.text(Setting.PORT) + ": " + cannot.getMessage() + ".");
                }
            }
            throw closed;
        }
    }

    private static Storefront.Rules website(Settings settings, House house) {
        List<String> payPages = house.checkout().canTakeMoney() ? settings.list(Setting.STRIPE_PAGES) : List.of();
        return new Storefront.Rules(
                settings.text(Setting.SELLER_NAME),
                settings.text(Setting.SELLER_EMAIL),
                settings.text(Setting.CURRENCY),
                settings.optional(Setting.PUBLIC_URL).map(URI::create),
                payPages,
                Seed.demoLink(settings, house));
    }

    /** The doors do not know each other: what this one tells of the others it is given here. */
    private static HealthPage healthPage(Settings settings, House house, BeanFactory beans, Secret password) {
        Storefront.Look look = beans.getBean(Storefront.Look.class);
        Notifications notifications = beans.getBean(Notifications.class);
        return new HealthPage(
                new HealthPage.Parts(
                        house.renewals(),
                        house.checkout(),
                        house.messages(),
                        house.esims(),
                        house.webhooks()::failing,
                        notifications::apart,
                        house.clock()),
                new HealthPage.Look(settings.text(Setting.SELLER_NAME), look.stylesheet(), look.icon()),
                password);
    }

    /** The port that was opened, which is another than the setting's if that is 0. */
    static int portOf(ConfigurableApplicationContext web) {
        if (web instanceof WebServerApplicationContext server && server.getWebServer() != null) {
            return server.getWebServer().getPort();
        }
        throw new IllegalStateException("the doors are not open");
    }

    private static Map<String, Object> properties(Settings settings) {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", settings.text(Setting.PORT));
        properties.put("server.address", settings.text(Setting.BIND));
        properties.put("server.shutdown", "graceful");
        // Behind a balancer on this machine or a private network: who asks, and that it was asked over HTTPS.
        properties.put("server.forward-headers-strategy", "native");
        properties.put("server.compression.enabled", "true");
        properties.put("server.compression.mime-types", "text/html");
        properties.put("server.compression.min-response-size", "1KB");
        properties.put("spring.threads.virtual.enabled", "true");
        properties.put("spring.main.lazy-initialization", "false");
        properties.put("spring.jmx.enabled", "false");
        properties.put("spring.mvc.throw-exception-if-no-handler-found", "true");
        properties.put("spring.web.resources.add-mappings", "false");
        properties.put("server.tomcat.max-http-form-post-size", "64KB");
        // Who sends too much reads our refusal, not a broken pipe: so much is thrown away unread before we hang up.
        properties.put("server.tomcat.max-swallow-size", "16MB");
        properties.put("server.tomcat.connection-timeout", "10s");
        properties.put("spring.mvc.formcontent.filter.enabled", "false");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "30s");
        // Each open connection holds tens of kilobytes of buffers; more wait in the system's queue.
        properties.put("server.tomcat.max-connections", "512");
        properties.put("server.tomcat.accept-count", "2048");
        // A partner's bench and a burst of notifications keep their connections.
        properties.put("server.tomcat.max-keep-alive-requests", "-1");
        properties.put("server.tomcat.keep-alive-timeout", "60s");
        return properties;
    }

    /** In its own time: the platform works without being notified. */
    private static void askToBeNotified(Settings settings, House house) {
        settings.optional(Setting.PUBLIC_URL).ifPresent(address -> {
            for (Supplier supplier : house.outside().suppliers().values()) {
                if (supplier instanceof Airalo airalo) {
                    Thread.ofVirtual()
                            .name("opt-in")
                            .start(() -> airalo.optIn(URI.create(address + "/notifications/" + airalo.name())));
                }
            }
        });
    }
}
