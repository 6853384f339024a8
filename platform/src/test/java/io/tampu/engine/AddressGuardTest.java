package io.tampu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody reaches our own network through us. */
class AddressGuardTest {

    private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.215.14");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "168.63.129.16",
                "169.254.169.254",
                "169.254.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void isNotPublic(String literal) {
        assertThat(AddressGuard.isPublic(InetAddress.ofLiteral(literal))).isFalse();
        assertThatThrownBy(() -> AddressGuard.publicOnly().find(literal)).isInstanceOf(AddressGuard.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.1.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700::1111",
                "2a00:1450:4001::1"
            })
    void isPublic(String literal) throws UnknownHostException {
        assertThat(AddressGuard.isPublic(InetAddress.ofLiteral(literal))).isTrue();
        assertThat(AddressGuard.publicOnly().find(literal)).hasSize(1);
    }

    @Test
    void oneAddressThatIsNotPublicSpoilsTheName() {
        var guard = new AddressGuard(host -> new InetAddress[] {PUBLIC, InetAddress.ofLiteral("10.0.0.1")}, false);

        assertThatThrownBy(() -> guard.find("two-faced.example")).isInstanceOf(AddressGuard.Refused.class);
    }

    @Test
    void theSandboxLetsLoopbackInAndNothingElse() throws UnknownHostException {
        assertThat(AddressGuard.publicAndLoopback().find("127.0.0.1")).hasSize(1);
        assertThatThrownBy(() -> AddressGuard.publicAndLoopback().find("169.254.169.254"))
                .isInstanceOf(AddressGuard.Refused.class);
    }

    @Test
    void aNameThatPointsElsewhereOnceItWasCheckedIsNotConnectedTo() throws IOException {
        var hits = new AtomicInteger();
        HttpServer inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext("/", exchange -> {
            hits.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
        inside.start();
        var lookups = new AtomicInteger();
        var guard = new AddressGuard(
                host -> new InetAddress[] {lookups.getAndIncrement() == 0 ? PUBLIC : InetAddress.ofLiteral("127.0.0.1")
                },
                false);
        try (var http = new OutsideHttp(guard)) {
            guard.find("rebinding.example");

            var answer = http.ask(new OutsideHttp.Request(
                    "POST",
                    URI.create("http://rebinding.example:" + inside.getAddress().getPort() + "/"),
                    Map.of(),
                    new byte[] {1},
                    Duration.ofSeconds(5)));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            OutsideHttp.Answer.NotSent.class,
                            notSent ->
                                    assertThat(notSent.what()).contains("rebinding.example is not a public address"));
            assertThat(lookups).hasValue(2);
            assertThat(hits).hasValue(0);
        } finally {
            inside.stop(0);
        }
    }

    @Test
    void aLiteralAddressIsCheckedTooWhenItIsConnectedTo() throws IOException {
        try (var http = new OutsideHttp(AddressGuard.publicOnly())) {
            for (String host : new String[] {"127.0.0.1", "[::1]", "2130706433", "localhost"}) {
                var answer = http.ask(new OutsideHttp.Request(
                        "POST", URI.create("http://" + host + ":9/"), Map.of(), new byte[] {1}, Duration.ofSeconds(5)));

                assertThat(answer)
                        .as(host)
                        .isInstanceOfSatisfying(
                                OutsideHttp.Answer.NotSent.class,
                                notSent -> assertThat(notSent.what()).contains("is not a public address"));
            }
        }
    }
}
