package io.tampu.stories;

import static io.tampu.stories.PartnerProgram.body;
import static io.tampu.stories.WebhookStory.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.AddressGuard;
import io.tampu.engine.TestDatabase;
import io.tampu.stories.PartnerProgram.Reply;
import io.tampu.suppliers.FakeSupplier;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may register what, and that one partner's receiver is no other partner's trouble. */
class WebhookDoorsStory {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static final FakeSupplier SUPPLIER = new FakeSupplier(CLOCK);
    private static OpenDoors sandbox;
    private static OpenDoors real;

    @BeforeAll
    static void open() {
        sandbox = new OpenDoors(DATABASE, CLOCK, SUPPLIER);
        real = new OpenDoors(DATABASE, CLOCK, SUPPLIER, AddressGuard.publicOnly());
    }

    @AfterAll
    static void close() {
        sandbox.close();
        real.close();
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://localhost/",
                "https://10.1.2.3/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://172.16.0.1/",
                "https://192.168.0.1/",
                "https://0.0.0.0/",
                "https://224.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[fe80::1]/",
                "https://[fd00:ec2::254]/",
                "https://[64:ff9b::7f00:1]/",
                "http://1.1.1.1/",
                "ftp://1.1.1.1/",
                "https://user:password@1.1.1.1/",
                "https://1.1.1.1/#fragment",
                "https://1.1.1.1:22/",
                "https://1.1.1.1:25/",
                "https:///nowhere",
                "https://",
                "//1.1.1.1/",
                "not an address",
                "https://1.1.1.1/\\u00e9",
                ""
            })
    void anAddressThatCouldBeTurnedAgainstUsIsRefusedOutsideTheSandbox(String url) {
        var partner = new PartnerProgram(real.port(), real.partner("careful", "key-of-careful", "0.00"));

        Reply refused = post(partner, "/api/v1/webhooks", "{\"url\":\"" + url + "\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("url-refused");
        assertThat(partner.get("/api/v1/webhooks").body()).isEqualTo("{\"webhooks\":[]}");
    }

    @Test
    void aPublicAddressIsTakenOutsideTheSandbox() {
        var partner = new PartnerProgram(real.port(), real.partner("public", "key-of-public", "0.00"));

        for (String url :
                new String[] {"https://1.1.1.1/a?b=c", "https://1.1.1.1:8443/", "https://[2606:4700::1111]/"}) {
            assertThat(post(partner, "/api/v1/webhooks", "{\"url\":\"" + url + "\"}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void aReceiverThatWasRegisteredInTheSandboxIsRefusedAgainWhenItIsSentTo() {
        var partner = partner("moved");
        try (var receiver = new Receiver()) {
            Reply made = post(partner, "/api/v1/webhooks", "{\"url\":\"" + receiver.url() + "\"}");
            var outside = new PartnerProgram(real.port(), "key-of-moved");

            Reply tested = outside.send("POST", "/api/v1/webhooks/" + made.text("/id") + "/test", Optional.empty());

            assertThat(tested.text("/problem")).contains("is not a public address");
            assertThat(receiver.all()).isEmpty();
        }
    }

    @Test
    void thereAreFiveAtMostAndEachAddressOnce() {
        var partner = partner("many");
        String first = post(partner, "/api/v1/webhooks", "{\"url\":\"http://127.0.0.1:1/0\"}")
                .text("/id");
        for (int i = 1; i < 5; i++) {
            assertThat(post(partner, "/api/v1/webhooks", "{\"url\":\"http://127.0.0.1:1/" + i + "\"}")
                            .status())
                    .isEqualTo(201);
        }

        Reply again = post(partner, "/api/v1/webhooks", "{\"url\":\"http://127.0.0.1:1/0\"}");
        Reply sixth = post(partner, "/api/v1/webhooks", "{\"url\":\"http://127.0.0.1:1/5\"}");

        assertThat(again.code()).isEqualTo("webhook-exists");
        assertThat(again.text("/webhook")).isEqualTo("/api/v1/webhooks/" + first);
        assertThat(sixth.code()).isEqualTo("too-many-webhooks");
        assertThat(partner.get("/api/v1/webhooks").json().get("webhooks")).hasSize(5);
        assertThat(partner.send("DELETE", "/api/v1/webhooks/" + first, Optional.empty())
                        .status())
                .isEqualTo(204);
        assertThat(post(partner, "/api/v1/webhooks", "{\"url\":\"http://127.0.0.1:1/5\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aStrangerCanDoNothingWithIt() {
        String path = "/api/v1/webhooks/"
                + post(partner("owner"), "/api/v1/webhooks", "{\"url\":\"http://127.0.0.1:1/\"}")
                        .text("/id");
        var stranger = partner("webhook-stranger");

        assertThat(stranger.get("/api/v1/webhooks").body()).isEqualTo("{\"webhooks\":[]}");
        assertThat(stranger.get(path).code()).isEqualTo("webhook-not-found");
        assertThat(stranger.get("/api/v1/webhooks/nonsense").code()).isEqualTo("webhook-not-found");
        assertThat(stranger.send("DELETE", path, Optional.empty()).code()).isEqualTo("webhook-not-found");
        assertThat(stranger.send("POST", path + "/secret", Optional.empty()).code())
                .isEqualTo("webhook-not-found");
        assertThat(stranger.send("POST", path + "/test", Optional.empty()).code())
                .isEqualTo("webhook-not-found");
        assertThat(post(stranger, path + "/replay", "{\"after\":null}").code()).isEqualTo("webhook-not-found");
        assertThat(new PartnerProgram(sandbox.port(), "key-of-owner").get(path).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"url\":1}",
                "{\"url\":null}",
                "{\"url\":\"\\u0000\"}",
                "{\"url\":\"x\",\"more\":1}",
                "{\"url\":",
                "{\"url\":\"x\",\"url\":\"y\"}"
            })
    void nonsenseIsRefusedReadably(String body) {
        var partner = partner("nonsense");

        Reply refused = post(partner, "/api/v1/webhooks", body);

        assertThat(refused.status()).isIn(400, 422);
        assertThat(partner.get("/api/v1/webhooks").body()).isEqualTo("{\"webhooks\":[]}");
    }

    @Test
    void aReceiverThatHangsHoldsBackNobodyElse() throws InterruptedException {
        var slow = partner("slow");
        var quick = partner("quick");
        try (var hanging = new Receiver();
                var well = new Receiver()) {
            hanging.hang();
            String webhook = "/api/v1/webhooks/"
                    + post(slow, "/api/v1/webhooks", "{\"url\":\"" + hanging.url() + "\"}")
                            .text("/id");
            post(quick, "/api/v1/webhooks", "{\"url\":\"" + well.url() + "\"}");
            sandbox.startDelivering();
            renew(slow, "slow", "8910300000000005008");
            hanging.awaitSomeone();

            renew(quick, "quick", "8910300000000005016");
            well.awaitSomeone();

            assertThat(hanging.all()).as("still hanging").isEmpty();
            assertThat(slow.get(webhook).text("/state"))
                    .as("and not yet given up on")
                    .isEqualTo("ACTIVE");
        }
    }

    private static PartnerProgram partner(String name) {
        return new PartnerProgram(sandbox.port(), sandbox.partner(name, "key-of-" + name, "100.00"));
    }

    private static void renew(PartnerProgram partner, String name, String iccid) {
        sandbox.link(name, iccid);
        assertThat(partner.renew("key-" + iccid, body(iccid, partner.offer(iccid)))
                        .status())
                .isEqualTo(201);
    }
}
