package io.tampu.sandbox.airalo;

import static io.tampu.sandbox.WorldUnderTest.ESIM;
import static io.tampu.sandbox.WorldUnderTest.WEEK;
import static io.tampu.sandbox.WorldUnderTest.filter;
import static io.tampu.sandbox.WorldUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.sandbox.WorldUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shapes and refusals as Airalo's documents have them; expected JSON is written out. */
class AiraloProtocolTest {

    private static final String MULTIPART = "multipart/form-data; boundary=xyz";

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

    private HttpResponse<String> token(String type, String body) throws Exception {
        return world.send("POST", "/airalo/v2/token", Map.of("Content-Type", type), body);
    }

    private static void assertIs(HttpResponse<String> answer, int status, String expected) {
        assertThat(answer.body()).isEqualTo(json(expected).toString());
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void topUpsOnOfferHaveTheDocumentedShape() throws Exception {
        var answer = json(world.get("sims/" + ESIM + "/topups"));

        assertThat(answer.get("pricing").toString()).isEqualTo("{\"model\":\"net_pricing\",\"discount_percentage\":0}");
        assertThat(answer.get("data").get(5).toString()).isEqualTo(json("""
                                {"id":"inti-peru-30days-3gb-100mins-100sms-topup","type":"topup","price":9.38,"amount":3072,"day":30,
                                "is_unlimited":false,"title":"3 GB - 100 SMS - 100 Mins - 30 Days","data":"3 GB","short_info":null,
                                "voice":100,"text":100,"net_price":7.5,
                                "prices":{"net_price":{"USD":7.5},"recommended_retail_price":{"USD":9.38}},
                                "is_fair_usage_policy":false,"fair_usage_policy":null}""").toString());
    }

    @Test
    void anUnknownEsimIsNotFoundAndARecycledOneHasCode73() throws Exception {
        var recycled = world.esim("recycled");

        assertIs(
                world.get("sims/8910300000000099999/topups"),
                404,
                "{\"data\":[],\"meta\":{\"message\":\"messages.resource_not_found\"}}");
        assertIs(
                world.get("sims/" + recycled + "/topups"),
                422,
                "{\"code\":73,\"reason\":\"The eSIM with iccid " + recycled
                        + " has been recycled. It can no longer be used or topped up.\"}");
        assertIs(
                world.topUp(recycled, WEEK, "x"),
                422,
                "{\"code\":73,\"reason\":\"The eSIM with iccid " + recycled
                        + " has been recycled. It can no longer be used or topped up.\"}");
        assertIs(world.get("sims/" + world.esim("not-rechargeable") + "/topups"), 200, "{\"data\":[]}");
        assertIs(world.get("sims/" + world.esim("unlimited") + "/topups"), 200, "{\"data\":[]}");
        assertThat(world.ledger()).isEmpty();
    }

    @Test
    void aTopUpAnswersWithTheWholeOrder() throws Exception {
        assertIs(world.topUp(ESIM, WEEK, "MARK"), 200, """
                {"data":{"id":200000001,"code":"20261118-200000001","package_id":"inti-peru-7days-1gb-topup","currency":"USD",
                "quantity":1,"type":"topup","description":"MARK","esim_type":"local","validity":7,
                "package":"Inti Mobile-1 GB - 7 Days","data":"1 GB","price":3,"pricing_model":"net_pricing","text":null,
                "voice":null,"net_price":2.4,"created_at":"2026-11-18 13:37:07",
                "manual_installation":"<p><b>eSIM name:</b> Inti Mobile</p>",
                "qrcode_installation":"<p><b>eSIM name:</b> Inti Mobile</p>",
                "installation_guides":{"en":"https://sandbox.invalid/installation-guide"}},"meta":{"message":"success"}}""");
    }

    @Test
    void withDiscountPricingThereIsNoNetPriceAndWithTextNumbersPricesAreText() throws Exception {
        world.desk("POST", "/world/airalo", "{\"pricing\":\"discount_pricing\",\"numbers\":\"string\"}");

        var order = json(world.topUp(ESIM, "inti-peru-7days-3gb-topup", "MARK")).get("data");

        assertThat(order.get("net_price").isNull()).isTrue();
        assertThat(order.get("price").toString()).isEqualTo("\"5.75\"");
        assertThat(order.get("validity").toString()).isEqualTo("\"7\"");
        assertThat(order.get("quantity").toString()).isEqualTo("\"1\"");
        assertThat(order.get("discount_percentage").toString()).isEqualTo("20");
        assertThat(order.get("discount_amount").toString()).isEqualTo("1.15");
        assertThat(order.get("total_amount_paid").toString()).isEqualTo("4.6");
        assertThat(world.ledger().get(0).get("costMinor").asInt()).isEqualTo(460);
    }

    @Test
    void theSameTopUpTwiceSellsTwice() throws Exception {
        world.topUp(ESIM, WEEK, "MARK");
        world.topUp(ESIM, WEEK, "MARK");

        assertThat(world.ledger()).hasSize(2);
        assertThat(world.deskJson("/world/airalo").get("creditMinor").asLong()).isEqualTo(2_499_999_520L);
    }

    @Test
    void aTopUpIsTakenAsMultipartAndAsAForm() throws Exception {
        var bearer = "Bearer " + world.token();
        var multipart = world.send(
                "POST",
                "/airalo/v2/orders/topups",
                Map.of("Authorization", bearer, "Content-Type", MULTIPART),
                part("package_id", WEEK) + part("iccid", ESIM) + part("description", "año 中文") + "--xyz--\r\n");
        var form = world.send(
                "POST",
                "/airalo/v2/orders/topups",
                Map.of("Authorization", bearer, "Content-Type", "application/x-www-form-urlencoded"),
                "package_id=" + WEEK + "&iccid=" + ESIM);

        assertThat(json(multipart).at("/data/description").asString()).isEqualTo("año 中文");
        assertThat(json(form).at("/data/description").asString()).isEqualTo("Topup (" + ESIM + ")");
    }

    @Test
    void missingFieldsAndForeignPackagesAreRefusedAndSellNothing() throws Exception {
        assertIs(
                world.post("orders/topups", "{}"),
                422,
                "{\"data\":{\"package_id\":\"The package id field is required.\",\"iccid\":\"The iccid field is required.\"},"
                        + "\"meta\":{\"message\":\"the parameter is invalid\"}}");
        assertIs(
                world.topUp(ESIM, "andes-latam-7days-1gb-topup", "x"),
                422,
                "{\"data\":{\"package_id\":\"invalid topup package\"},\"meta\":{\"message\":\"the parameter is invalid\"}}");
        assertThat(world.post("orders/topups", "{\"package_id\":[1],\"iccid\":{\"a\":1}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(world.ledger()).isEmpty();
    }

    @Test
    void theDocumentedTestPackagesAreRefusedEachInItsWay() throws Exception {
        var codes = Map.of(
                "test-insufficient-balance-7days-1gb", 11,
                "test-maintenance-mode-7days-1gb", 13,
                "test-disabled-top-up-7days-1gb", 23,
                "test-not-enough-7days-1gb", 33,
                "test-out-of-stock-7days-1gb", 34);
        for (var each : codes.entrySet()) {
            var answer = world.topUp(ESIM, each.getKey(), "x");
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(json(answer).get("code").asInt()).isEqualTo(each.getValue());
        }
    }

    @Test
    void withoutCreditNothingIsSold() throws Exception {
        world.desk("POST", "/world/airalo", "{\"creditMinor\":239}");

        var answer = world.topUp(ESIM, WEEK, "x");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("code").asInt()).isEqualTo(11);
        assertIs(
                world.get("balance"),
                200,
                "{\"data\":{\"balances\":{\"name\":\"balance\",\"availableBalance\":{\"amount\":2.39,\"currency\":\"USD\"}}},"
                        + "\"meta\":{\"message\":\"success\"}}");
        assertThat(world.ledger()).isEmpty();
    }

    @Test
    void ordersAreFoundByAPartOfTheirDescriptionInAnyCase() throws Exception {
        world.topUp(ESIM, WEEK, "01JABC");
        world.topUp(ESIM, WEEK, "before 01jabc after");
        world.topUp(ESIM, WEEK, "01JABD");

        var found = json(world.get(
                "orders?" + filter("description", "01JABC") + "&" + filter("iccid", ESIM) + "&include=sims,status"));

        assertThat(found.get("data")).hasSize(2);
        assertThat(found.at("/data/1/description").asString()).isEqualTo("01JABC");
        assertThat(found.at("/data/1/status").toString()).isEqualTo("{\"name\":\"Completed\",\"slug\":\"completed\"}");
        assertThat(found.at("/data/1/sims/0/iccid").asString()).isEqualTo(ESIM);
        assertThat(found.at("/data/1/price").toString()).isEqualTo("\"3.00\"");
        assertThat(found.at("/meta/total").asInt()).isEqualTo(2);
        assertThat(json(world.get("orders?" + filter("description", "nobody"))).get("data"))
                .isEmpty();
    }

    @Test
    void ordersComeInPagesNewestFirst() throws Exception {
        for (int i = 1; i <= 5; i++) {
            world.topUp(ESIM, WEEK, "n" + i);
        }

        var page = json(world.get("orders?limit=2&page=2"));

        assertThat(page.at("/data/0/description").asString()).isEqualTo("n3");
        assertThat(page.get("data")).hasSize(2);
        assertThat(page.at("/meta/last_page").asInt()).isEqualTo(3);
        assertThat(json(world.get("orders/200000005")).at("/data/description").asString())
                .isEqualTo("n5");
        assertThat(world.get("orders/7").statusCode()).isEqualTo(404);
    }

    @Test
    void theHistoryShowsWhatRunsAndWhatWaits() throws Exception {
        world.topUp(ESIM, WEEK, "x");

        assertIs(world.get("sims/" + ESIM + "/packages"), 200, """
                {"data":[{"id":1000000001,"status":"NOT_ACTIVE","remaining":1024,"activated_at":null,"expired_at":null,
                "finished_at":null,"package":{"id":"inti-peru-7days-1gb-topup","type":"topup","price":3,"amount":1024,"day":7,
                "is_unlimited":false,"title":"1 GB - 7 Days","data":"1 GB","short_info":null,"net_price":2.4,"voice":null,
                "text":null}},
                {"id":1,"status":"ACTIVE","remaining":307,"activated_at":"2026-11-12T19:37:07+00:00",
                "expired_at":"2026-11-19T19:37:07+00:00","finished_at":null,"package":{"id":"inti-peru-7days-1gb","type":"sim",
                "price":3.13,"amount":1024,"day":7,"is_unlimited":false,"title":"1 GB - 7 Days","data":"1 GB",
                "short_info":null,"net_price":2.5,"voice":null,"text":null}}]}""");
    }

    @Test
    void usageIsCachedForTwentyMinutes() throws Exception {
        var before =
                json(world.get("sims/" + ESIM + "/usage")).at("/data/remaining").asInt();
        world.desk("POST", "/world/phones/" + ESIM + "/use", "{\"megabytes\":100}");
        var cached =
                json(world.get("sims/" + ESIM + "/usage")).at("/data/remaining").asInt();
        world.desk("POST", "/world/time", "{\"minutes\":20}");

        assertThat(before).isEqualTo(307);
        assertThat(cached).isEqualTo(307);
        assertIs(world.get("sims/" + ESIM + "/usage"), 200, """
                {"data":{"remaining":207,"total":1024,"expired_at":"2026-11-19 19:37:07","is_unlimited":false,"status":"ACTIVE",
                "remaining_voice":0,"remaining_text":0,"total_voice":0,"total_text":0},"meta":{"message":"success"}}""");
    }

    @Test
    void theUsageOfARecycledEsimHasNoDates() throws Exception {
        var usage = json(world.get("sims/" + world.esim("recycled") + "/usage")).get("data");

        assertThat(usage.get("status").asString()).isEqualTo("RECYCLED");
        assertThat(usage.get("expired_at").isNull()).isTrue();
    }

    @Test
    void anEsimIsShownWithItsOrderWhenAsked() throws Exception {
        var sim = json(world.get("sims/" + ESIM + "?include=order,order.status,share"))
                .get("data");

        assertThat(sim.get("iccid").asString()).isEqualTo(ESIM);
        assertThat(sim.get("recycled").asBoolean()).isFalse();
        assertThat(sim.at("/simable/package_id").asString()).isEqualTo("inti-peru-7days-1gb");
        assertThat(sim.at("/simable/status/slug").asString()).isEqualTo("completed");
        assertThat(sim.at("/simable/sharing/access_code").asString()).hasSize(4);
        assertThat(json(world.get("sims/" + ESIM)).at("/data/simable").isMissingNode())
                .isTrue();
    }

    @Test
    void theCatalogueChangesShapeAtTheSecondPage() throws Exception {
        var first = json(world.get("packages?limit=1&page=1&include=topup"));
        var second = json(world.get("packages?limit=1&page=2&include=topup"));
        var past = json(world.get("packages?limit=1&page=9"));

        assertThat(first.get("data").isArray()).isTrue();
        assertThat(first.at("/data/0/country_code").asString()).isEqualTo("PE");
        assertThat(first.at("/data/0/operators/0/topup_grace_window_days").asInt())
                .isEqualTo(180);
        assertThat(first.at("/meta/last_page").asInt()).isEqualTo(3);
        assertThat(second.get("data").isObject()).isTrue();
        assertThat(second.at("/data/1/country_code").asString()).isEqualTo("BO");
        assertThat(past.get("data").toString()).isEqualTo("[]");
    }

    @Test
    void theCatalogueIsFilteredByTypeAndCountryAndHasTopUpsWhenAsked() throws Exception {
        var global = json(world.get("packages?" + filter("type", "global") + "&" + filter("country", "CL")));
        var local = json(world.get("packages?" + filter("type", "local") + "&" + filter("country", "CL")));

        assertThat(global.at("/data/0/operators/0/packages")).hasSize(1);
        assertThat(local.get("data")).isEmpty();
        assertThat(json(world.get("packages?include=topup&" + filter("type", "global")))
                        .at("/data/0/operators/0/packages"))
                .hasSize(3);
    }

    @Test
    void newEsimsAreSoldAndShowWhatWasSent() throws Exception {
        var answer = json(
                world.post(
                        "orders",
                        "{\"package_id\":\"inti-peru-7days-1gb\",\"quantity\":\"2\",\"type\":\"sim\",\"description\":\"two\"}"));

        assertThat(answer.at("/data/quantity").toString()).isEqualTo("\"2\"");
        assertThat(answer.at("/data/sims")).hasSize(2);
        assertThat(answer.at("/data/sims/0/qrcode").asString()).startsWith("LPA:1$smdp.sandbox.invalid$SANDBOX-");
        assertThat(world.ledger()).hasSize(2);
        var iccid = answer.at("/data/sims/0/iccid").asString();
        assertThat(json(world.get("sims/" + iccid + "/packages"))
                        .at("/data/0/status")
                        .asString())
                .isEqualTo("NOT_ACTIVE");
        assertIs(
                world.post("orders", "{\"package_id\":\"inti-peru-7days-1gb\",\"quantity\":51}"),
                422,
                "{\"data\":{\"quantity\":\"The quantity may not be greater than 50.\"},\"meta\":{\"message\":\"the parameter is invalid\"}}");
    }

    @Test
    void aRefundIsTakenOnForReview() throws Exception {
        var answer = world.post("refund", "{\"iccids\":[\"" + ESIM + "\"],\"reason\":\"TOP_UP_PACKAGE_FAILURE\"}");

        assertIs(
                answer,
                202,
                "{\"data\":{\"refund_id\":\"12345\",\"created_at\":\"2026-11-18 13:37\"},\"meta\":{\"message\":\"success\"}}");
        assertThat(world.post("refund", "{\"iccids\":[\"" + ESIM + "\"],\"reason\":\"BECAUSE\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void instructionsComeInTheLanguageAskedFor() throws Exception {
        var answer = world.send(
                "GET",
                "/airalo/v2/sims/" + ESIM + "/instructions",
                Map.of("Authorization", "Bearer " + world.token(), "Accept-Language", "es-PE,es;q=0.9"),
                "");

        assertThat(json(answer).at("/data/instructions/language").asString()).isEqualTo("ES");
        assertThat(json(answer)
                        .at("/data/instructions/ios/0/installation_via_qr_code/steps/1")
                        .asString())
                .startsWith("Abre");
    }

    @Test
    void anUnknownRouteIsNotFoundAndAWrongMethodIsNotAllowed() throws Exception {
        assertIs(world.get("nothing"), 404, "{\"message\":\"The route v2/nothing could not be found.\"}");
        assertIs(
                world.get("token"),
                405,
                "{\"message\":\"The GET method is not supported for route v2/token. Supported methods: POST.\"}");
    }

    private static String part(String name, String value) {
        return "--xyz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
