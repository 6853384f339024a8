package io.tampu.sandbox.desk;

import static io.tampu.sandbox.WorldUnderTest.ESIM;
import static io.tampu.sandbox.WorldUnderTest.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.sandbox.WorldUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldPageTest {

    @TempDir
    Path folder;

    private WorldUnderTest world;

    @BeforeEach
    void start() throws Exception {
        world = new WorldUnderTest(folder);
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    private HttpResponse<String> form(String path, String fields) throws Exception {
        return world.send("POST", path, Map.of("Content-Type", "application/x-www-form-urlencoded"), fields);
    }

    @Test
    void thePageShowsSalesPhonesAndFaultsAndTrustsNoText() throws Exception {
        world.topUp(ESIM, WEEK, "<script>alert(1)</script>");
        world.arm("airalo.topup", "drop-request", 2, null);

        var page = world.desk("GET", "/", "").body();

        assertThat(page)
                .contains("1 package sold, for USD 2.40. One fault is armed.")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("2 left")
                .contains(ESIM)
                .doesNotContain("<script");
        assertThat(world.desk("GET", "/world", "").body()).contains("Sandbox world");
        assertThat(world.desk("GET", "/world/world.css", "").statusCode()).isEqualTo(200);
    }

    @Test
    void formsArmAndClearFaultsAndLetTimePass() throws Exception {
        var armed = form("/world/faults", "target=airalo.topup&fault=status-503&count=&argument=");
        assertThat(armed.statusCode()).isEqualTo(303);
        assertThat(world.deskJson("/world/faults").at("/armed/0/count").isNull())
                .isTrue();

        form("/world/faults/1/clear", "");
        form("/world/time", "days=2");
        form("/world/esims", "count=3&kind=fresh");

        assertThat(world.deskJson("/world/faults").get("armed")).isEmpty();
        assertThat(world.deskJson("/world/time").get("aheadSeconds").asInt()).isEqualTo(172_800);
        assertThat(world.deskJson("/world/esims?count=0").get("total").asInt()).isEqualTo(34);
    }

    @Test
    void theLedgerIsReadOnFromTheLastNumberSeen() throws Exception {
        for (int i = 1; i <= 5; i++) {
            world.topUp(ESIM, WEEK, "n" + i);
        }

        var stretch = world.deskJson("/world/ledger?since=2&limit=2");

        assertThat(stretch.get("money")).isEmpty();
        assertThat(stretch.get("data")).hasSize(2);
        assertThat(stretch.at("/data/0").toString())
                .isEqualTo(
                        "{\"seq\":3,\"supplier\":\"airalo\",\"iccid\":\"8910300000000000009\",\"order\":\"200000003\","
                                + "\"package\":\"inti-peru-7days-1gb-topup\",\"description\":\"n3\",\"costMinor\":240,"
                                + "\"currency\":\"USD\",\"at\":\"2026-11-18T13:37:07Z\"}");
        assertThat(world.deskJson("/world/ledger?since=5").toString()).isEqualTo("{\"money\":[],\"data\":[]}");
    }

    @Test
    void paymentsAreShownWithWhatMayStillHappenToThem() throws Exception {
        var made = world.send(
                "POST",
                "/stripe/v1/payment_intents",
                Map.of(
                        "Authorization",
                        "Bearer sk_test_sandbox_stripe_key",
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                "amount=1490&currency=usd&payment_method=pm_card_visa&confirm=true&metadata[attempt]=<b>one");
        var id = WorldUnderTest.json(made).get("id").asString();

        var disputed = form("/world/stripe/payments/" + id + "/dispute", "");

        assertThat(disputed.statusCode()).isEqualTo(303);
        assertThat(world.desk("GET", "/world/stripe/payments", "").body())
                .contains("One payment", "USD 14.90", "&lt;b&gt;one", "needs_response", "/win\"")
                .doesNotContain("<b>one");
        assertThat(world.desk("GET", "/", "").body()).contains("stripe took: payment", "stripe returned: dispute");
    }
}
