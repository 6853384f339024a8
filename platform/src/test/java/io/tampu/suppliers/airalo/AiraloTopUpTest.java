package io.tampu.suppliers.airalo;

import static io.tampu.suppliers.airalo.ScriptedAiralo.bytes;
import static io.tampu.suppliers.airalo.ScriptedAiralo.cut;
import static io.tampu.suppliers.airalo.ScriptedAiralo.file;
import static io.tampu.suppliers.airalo.ScriptedAiralo.flood;
import static io.tampu.suppliers.airalo.ScriptedAiralo.recorded;
import static io.tampu.suppliers.airalo.ScriptedAiralo.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.Secret;
import io.tampu.money.Money;
import io.tampu.suppliers.Refusal;
import io.tampu.suppliers.SupplierOrder;
import io.tampu.suppliers.TopUpAnswer;
import io.tampu.suppliers.TopUpOrder;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders: what is a sale, what is a no, what may be sent again, and what is none of these. */
final class AiraloTopUpTest extends AiraloFixture {

    private static final String TOP_UP = "POST orders/topups";

    @Test
    void aSaleIsReadWithWhatWasChargedAndBearsOurMark() {
        assertThat(airalo.topUp(ORDER))
                .isEqualTo(new TopUpAnswer.Done(new SupplierOrder(
                        "111", PACKAGE, Money.usd("3.60"), 1L << 30, 7, 0, 0, Instant.parse("2025-11-18T13:37:07Z"))));
        var asked = other.asked(TOP_UP).getFirst();
        assertThat(asked.body())
                .isEqualTo("{\"package_id\":\"" + PACKAGE + "\",\"iccid\":\"" + ICCID + "\",\"description\":\"" + MARK
                        + "\"}");
        assertThat(asked.headers()).containsEntry("Authorization", "Bearer sandbox_token_1");
    }

    @Test
    void anAccountWithADiscountIsChargedWhatItPaid() {
        other.always(TOP_UP, file(200, "topup-discount.json"));
        var order = ((TopUpAnswer.Done) airalo.topUp(ORDER)).order();
        assertThat(order.cost()).isEqualTo(Money.usd("3.94"));
        assertThat(order.voiceMinutes()).isEqualTo(50);
        assertThat(order.smsCount()).isEqualTo(100);
    }

    @Test
    void numbersMayComeAsText() {
        other.always(TOP_UP, file(200, "topup-as-text.json"));
        var order = ((TopUpAnswer.Done) airalo.topUp(ORDER)).order();
        assertThat(order.cost()).isEqualTo(Money.usd("7.10"));
        assertThat(order.dataBytes()).isEqualTo(3L << 29);
        assertThat(order.orderId()).isEqualTo("113");
    }

    @ParameterizedTest
    @CsvSource({
        "11, OPERATIONS",
        "14, OPERATIONS",
        "23, OTHER_PLAN",
        "33, OTHER_PLAN",
        "34, OTHER_PLAN",
        "43, OPERATIONS",
        "73, ESIM_GONE",
        "89, OPERATIONS",
        "999, OPERATIONS"
    })
    void aReadableRefusalIsANoWithItsReason(String code, Refusal why) {
        other.always(
                TOP_UP, text(code.equals("89") ? 403 : 422, "{\"code\":" + code + ",\"reason\":\"sample reason\"}"));
        assertThat(airalo.topUp(ORDER)).isEqualTo(new TopUpAnswer.Refused(why, code, "sample reason"));
        assertThat(other.asked(TOP_UP)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "topup-missing-fields.json, OPERATIONS", "topup-invalid-package.json, OTHER_PLAN",
        "topup-exceed-limit.json, OTHER_PLAN", "recycled.json, ESIM_GONE"
    })
    void aRefusalThatNamesAFieldIsANoToo(String message, Refusal why) {
        other.always(TOP_UP, file(422, message));
        assertThat(airalo.topUp(ORDER))
                .isInstanceOfSatisfying(
                        TopUpAnswer.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    @Test
    void maintenancePassesAndTheOrderMayBeSentAgain() {
        other.always(TOP_UP, text(422, "{\"code\":\"13\",\"reason\":\"maintenance\"}"));
        assertThat(airalo.topUp(ORDER)).isEqualTo(new TopUpAnswer.NotNow(Duration.ZERO, "13", "maintenance"));
    }

    @Test
    void afterTheUnexpectedTheOrderListDecides() {
        other.always(TOP_UP, text(422, "{\"code\":53,\"reason\":\"unexpected\"}"));
        other.once("GET orders", file(200, "orders-none.json"));
        other.once("GET orders", file(200, "orders.json"));
        other.once("GET orders", text(500, "{}"));
        assertThat(airalo.topUp(ORDER)).isEqualTo(new TopUpAnswer.NotNow(Duration.ZERO, "53", "unexpected"));
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Done.class);
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Silent.class);
    }

    @Test
    void aRefusedTokenDidNothingAndIsNotUsedAgain() {
        other.once(TOP_UP, text(401, "<html>"));
        assertThat(airalo.topUp(ORDER)).isInstanceOfSatisfying(TopUpAnswer.NotNow.class, notNow -> {
            assertThat(notNow.after()).isZero();
            assertThat(notNow.code()).isEqualTo("401");
        });
        assertThat(other.asked(TOP_UP))
                .as("the order is never repeated by the adapter")
                .hasSize(1);
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Done.class);
        assertThat(other.asked("POST token")).hasSize(2);
    }

    @Test
    void a429ClosesTheEndpointUntilItsTimeHasPassed() {
        other.once(TOP_UP, text(429, recorded("too-many.json"), "Retry-After", "30"));
        assertThat(airalo.topUp(ORDER))
                .isInstanceOfSatisfying(
                        TopUpAnswer.NotNow.class,
                        notNow -> assertThat(notNow.after()).isEqualTo(Duration.ofSeconds(30)));
        clock.pass(Duration.ofSeconds(29));
        assertThat(airalo.topUp(ORDER))
                .isInstanceOfSatisfying(
                        TopUpAnswer.NotNow.class,
                        notNow -> assertThat(notNow.after()).isEqualTo(Duration.ofSeconds(1)));
        assertThat(other.asked(TOP_UP)).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Done.class);
    }

    @Test
    void anOrderThatWasNeverSentMayBeSentAgain() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nobody = new Airalo(
                AiraloSettings.production(URI.create("http://127.0.0.1:" + free), "sandbox_airalo_client", SECRET),
                http,
                clock);
        assertThat(nobody.topUp(ORDER)).isInstanceOf(TopUpAnswer.NotNow.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 302, 400, 403, 404, 408, 409, 418, 422, 500, 502, 503, 504})
    void aPageInHtmlIsSilence(int status) {
        other.always(TOP_UP, bytes(status, html(status), "text/html"));
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Silent.class);
    }

    private static byte[] html(int status) {
        return status == 204 ? new byte[0] : "<html>sample</html>".getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aCutConnectionALateAnswerAndAFloodAreSilence() {
        var hasty = adapter(AiraloSettings.Mode.PRODUCTION, Duration.ofMillis(400));
        other.once(TOP_UP, cut());
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Silent.class);
        other.once(TOP_UP, flood(50));
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Silent.class);
        assertThat(hasty.credit()).as("the token is there").isPresent();
        other.once(TOP_UP, other.nothing());
        assertThat(hasty.topUp(ORDER)).isInstanceOf(TopUpAnswer.Silent.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":111|\"id\":null",
                "\"id\":111|\"id\":{}",
                "\"id\":111|\"id\":\"\"",
                "\"id\":111|\"id\":\"1\\u00001\"",
                "\"id\":111,|''",
                "\"net_price\":3.6|\"net_price\":null",
                "\"net_price\":3.6|\"net_price\":-3.6",
                "\"net_price\":3.6|\"net_price\":0",
                "\"net_price\":3.6|\"net_price\":1e999999999",
                "\"net_price\":3.6|\"net_price\":\"1e-999999999\"",
                "\"net_price\":3.6|\"net_price\":99999999",
                "\"net_price\":3.6|\"net_price\":\"three\"",
                "\"net_price\":3.6|\"net_price\":[3.6]",
                "\"net_price\":3.6|\"net_price\":true",
                "net_pricing|discount_pricing",
                "7days-1gb-topup|7days-3gb-topup",
                "\"package_id\"|\"package\"",
                "01jd0000000000000000000001|01jd0000000000000000000002",
                "01jd0000000000000000000001|01JD0000000000000000000001",
                "\"description\":|\"descriptions\":",
                "\"esim_type\":\"local\"|\"iccid\":\"8910300000000000025\"",
                "\"type\":\"topup\"|\"type\":\"sim\"",
                "\"quantity\":1|\"quantity\":2",
                "\"quantity\":1|\"quantity\":\"many\"",
                "\"currency\":\"USD\"|\"currency\":\"DOLLARS\"",
                "\"currency\":\"USD\",|''",
                "\"validity\":7|\"validity\":-7",
                "\"validity\":7|\"validity\":\"a week\"",
                "\"data\":\"1 GB\"|\"data\":\"lots\"",
                "2025-11-18 13:37:07|yesterday",
                "{\"data\":{|{\"data\":[{",
                "\"meta\"|\"data\":null,\"meta\"",
                "{\"data\":|{\"date\":",
                "}}|}",
            })
    void aSaleThatIsNotWhollyTrustworthyIsSilence(String said, String altered) {
        String broken = recorded("topup.json").replace(said, altered);
        assertThat(broken).as("the fault was planted").isNotEqualTo(recorded("topup.json"));
        other.always(TOP_UP, text(200, broken));
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Silent.class);
        assertThat(other.asked(TOP_UP)).hasSize(1);
    }

    @Test
    void aRefusalThatSpeaksOfASaleAndASaleThatSpeaksOfARefusalAreSilence() {
        other.once(TOP_UP, file(422, "topup.json"));
        other.once(TOP_UP, text(200, "{\"code\":11,\"reason\":\"no credit\"}"));
        other.once(TOP_UP, text(422, "{\"code\":{\"n\":11},\"data\":{\"id\":5}}"));
        other.once(TOP_UP, text(422, "{}"));
        for (int i = 0; i < 4; i++) {
            assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Silent.class);
        }
    }

    @Test
    void nonsenseIsRefusedBeforeItLeavesTheHouse() {
        assertThat(airalo.topUp(new TopUpOrder(MARK, "89103/../x", PACKAGE))).isInstanceOf(TopUpAnswer.Refused.class);
        assertThat(other.asked()).isEmpty();
    }

    @Test
    void whatIsSaidNeverCarriesOurSecrets() {
        other.once(
                TOP_UP,
                text(
                        422,
                        "{\"code\":14,\"reason\":\"bad key " + SECRET.reveal()
                                + " or sandbox_token_1\\u0000\\ud800\"}"));
        assertThat(airalo.topUp(ORDER).toString())
                .doesNotContain(SECRET.reveal(), "sandbox_token_1")
                .contains("bad key *** or ***  ");
        assertThat(AiraloSettings.production(other.address(), "sample", new Secret("hush"))
                        .toString())
                .doesNotContain("hush");
    }
}
