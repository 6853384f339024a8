package io.tampu.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.FakeClock;
import io.tampu.engine.Secret;
import io.tampu.messages.SmtpSettings.Security;
import io.tampu.sandbox.RunningWorld;
import io.tampu.sandbox.airalo.AiraloMode;
import io.tampu.sandbox.mail.MailServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is said of anybody on a line that is not safe. */
class SmtpTlsTest {

    private static final Mail MAIL = WriteMail.of(
            new Letter(
                    new UUID(1, 2),
                    "ana@mail.example",
                    "en",
                    Letter.Kind.SIGN_IN_CODE,
                    Map.of("code", "483920", "minutes", "10")),
            "Example Travel");

    @TempDir
    private Path folder;

    private RunningWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new RunningWorld(folder.resolve("world"), 0, 0, AiraloMode.PRODUCTION, 1, InstantSource.system());
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    private static Handed send(TlsBefore server, Security security, Optional<SSLSocketFactory> trust) {
        var settings = new SmtpSettings(
                "127.0.0.1",
                server.port(),
                security,
                Optional.of(new SmtpSettings.Login(MailServer.USER, new Secret(MailServer.PASSWORD))),
                "renew@tampu.example",
                Duration.ofSeconds(10));
        return new Smtp(settings, new FakeClock(), trust).hand(MAIL);
    }

    @Test
    void aLetterGoesOverTlsFromTheFirstByte() throws Exception {
        try (var server = new TlsBefore(world.mailPort(), true, folder, "ip:127.0.0.1")) {
            var trust = Optional.of(server.context().getSocketFactory());

            assertThat(send(server, Security.TLS, trust)).isEqualTo(new Handed.Taken());
        }
    }

    @Test
    void aLetterGoesOverTlsFromStarttlsOn() throws Exception {
        try (var server = new TlsBefore(world.mailPort(), false, folder, "ip:127.0.0.1")) {
            var trust = Optional.of(server.context().getSocketFactory());

            assertThat(send(server, Security.STARTTLS, trust)).isEqualTo(new Handed.Taken());

            assertThat(server.beforeTls()).containsExactly("EHLO tampu.example", "STARTTLS");
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotBelieved() throws Exception {
        try (var server = new TlsBefore(world.mailPort(), false, folder, "ip:127.0.0.1")) {
            assertThat(send(server, Security.STARTTLS, Optional.empty())).isInstanceOf(Handed.RefusesUs.class);
            assertThat(server.beforeTls()).containsExactly("EHLO tampu.example", "STARTTLS");
        }
    }

    @Test
    void aCertificateForSomebodyElseIsNotBelieved() throws Exception {
        try (var server = new TlsBefore(world.mailPort(), true, folder, "dns:other.example")) {
            var trust = Optional.of(server.context().getSocketFactory());

            assertThat(send(server, Security.TLS, trust)).isInstanceOf(Handed.RefusesUs.class);
        }
    }
}
