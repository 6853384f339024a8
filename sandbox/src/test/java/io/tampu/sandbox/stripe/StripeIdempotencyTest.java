package io.tampu.sandbox.stripe;

import static io.tampu.sandbox.WorldUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.sandbox.HandClock;
import io.tampu.sandbox.WorldUnderTest;
import io.tampu.sandbox.airalo.AiraloMode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, authentication and errors as raw HTTP; expected JSON is written out. */
class StripeIdempotencyTest {

    private static final String SALE =
            "mode=payment&success_url=https%3A%2F%2Fshop.invalid%2Fok&line_items[0][quantity]=1"
                    + "&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=900"
                    + "&line_items%5B0%5D%5Bprice_data%5D%5Bproduct_data%5D%5Bname%5D=Sample+plan";

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private Shop shop;

    @BeforeEach
    void start() throws Exception {
        shop = new Shop(new WorldUnderTest(folder, AiraloMode.PRODUCTION, clock));
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
    }

    private HttpResponse<String> post(String path, String key, String body) throws Exception {
        return shop.raw("POST", path, key, body);
    }

    private long sessions() throws Exception {
        return shop.world.deskJson("/world/stripe").get("sessions").asLong();
    }

    private static void assertError(HttpResponse<String> answer, int status, String expected) {
        var error = json(answer.body().replaceFirst(",\"request_log_url\":\"[^\"]*\"", ""));
        assertThat(error.toString()).isEqualTo(json(expected).toString());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Request-Id")).isPresent();
    }

    @Test
    void theSameKeyIsAnsweredWithTheSameAndDoneOnce() throws Exception {
        var first = post("checkout/sessions", "attempt-1", SALE);

        var second = post("checkout/sessions", "attempt-1", SALE);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(second.headers().firstValue("Original-Request"))
                .isEqualTo(first.headers().firstValue("Request-Id"));
        assertThat(second.headers().firstValue("Idempotency-Key")).contains("attempt-1");
        assertThat(second.headers().firstValue("Stripe-Version")).contains("2026-07-29.dahlia");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void aKeyOutlivesARestartAndSoDoesWhatWasAnswered() throws Exception {
        var first = post("checkout/sessions", "attempt-1", SALE);
        var id = json(first).get("id").asString();
        shop.act(id, "action", "pay", "card", "4000000000000259");
        var refused = post("refunds", "refund-1", "payment_intent=" + intent(id));
        var before = get("events?limit=100").replaceAll("\"request_log_url\":\"[^\"]*\"", "");
        var ledger = shop.world.deskJson("/world/ledger").get("money").toString();
        shop.close();

        shop = new Shop(new WorldUnderTest(folder, AiraloMode.PRODUCTION, clock));

        var second = post("checkout/sessions", "attempt-1", SALE);
        assertThat(second.body().replaceAll(":\\d+/stripe", ""))
                .isEqualTo(first.body().replaceAll(":\\d+/stripe", ""));
        assertThat(post("refunds", "refund-1", "payment_intent=" + intent(id)).body())
                .isEqualTo(refused.body());
        assertThat(get("events?limit=100").replaceAll(":\\d+/stripe", ""))
                .isEqualTo(before.replaceAll(":\\d+/stripe", ""));
        assertThat(shop.world.deskJson("/world/ledger").get("money").toString()).isEqualTo(ledger);
        assertThat(sessions()).isEqualTo(1);
    }

    private String get(String path) throws Exception {
        return shop.raw("GET", path, "", "").body();
    }

    private String intent(String session) throws Exception {
        return json(get("checkout/sessions/" + session)).get("payment_intent").asString();
    }

    @Test
    void otherParametersOrAnotherPathUnderTheSameKeyAreRefused() throws Exception {
        post("checkout/sessions", "attempt-1", SALE);

        assertError(
                post("checkout/sessions", "attempt-1", SALE + "&locale=es"),
                400,
                "{\"error\":{\"message\":\"Keys for idempotent requests can only be used with the same parameters they"
                        + " were first used with. Try using a key other than 'attempt-1' if you meant to execute a"
                        + " different request.\",\"type\":\"idempotency_error\"}}");
        assertError(
                post("refunds", "attempt-1", SALE),
                400,
                "{\"error\":{\"message\":\"Keys for idempotent requests can only be used for the same endpoint they were"
                        + " first used for ('/v1/refunds' vs '/v1/checkout/sessions'). Try using a key other than"
                        + " 'attempt-1' if you meant to execute a different request.\",\"type\":\"idempotency_error\"}}");
    }

    @Test
    void aKeyIsForgottenAfterADay() throws Exception {
        post("checkout/sessions", "attempt-1", SALE);

        clock.turn(Duration.ofHours(25));

        assertThat(post("checkout/sessions", "attempt-1", SALE).statusCode()).isEqualTo(200);
        assertThat(sessions()).isEqualTo(2);
    }

    @Test
    void whatDoesNotPassTheDoorIsNotKept() throws Exception {
        assertError(
                post("checkout/sessions", "attempt-1", "mode=payment"),
                400,
                "{\"error\":{\"code\":\"parameter_missing\",\"doc_url\":\"https://stripe.com/docs/error-codes/"
                        + "parameter-missing\",\"message\":\"Missing required param: success_url.\","
                        + "\"param\":\"success_url\",\"type\":\"invalid_request_error\"}}");

        assertThat(post("checkout/sessions", "attempt-1", SALE).statusCode()).isEqualTo(200);
        assertError(
                post("checkout/sessions", "", SALE + "&line_items[1][colour]=red&colour=red"),
                400,
                "{\"error\":{\"code\":\"parameter_unknown\",\"doc_url\":\"https://stripe.com/docs/error-codes/"
                        + "parameter-unknown\",\"message\":\"Received unknown parameter: colour\",\"param\":\"colour\","
                        + "\"type\":\"invalid_request_error\"}}");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void a500IsKeptUnderItsKeyAndA429IsNot() throws Exception {
        shop.world.arm("stripe.session", "status-500", 1, null);
        shop.world.arm("stripe.session", "status-429", 1, null);

        assertThat(post("checkout/sessions", "attempt-1", SALE).statusCode()).isEqualTo(500);
        assertThat(post("checkout/sessions", "attempt-2", SALE).statusCode()).isEqualTo(429);

        var again = post("checkout/sessions", "attempt-1", SALE);
        assertThat(again.statusCode()).isEqualTo(500);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(json(again).at("/error/type").asString()).isEqualTo("api_error");
        assertThat(post("checkout/sessions", "attempt-2", SALE).statusCode()).isEqualTo(200);
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void whoeverComesWithAKeyThatIsUnderWayIsToldSo() throws Exception {
        shop.world.arm("stripe.session", "delay", 1, 1500);
        var slow = CompletableFuture.supplyAsync(() -> {
            try {
                return post("checkout/sessions", "attempt-1", SALE);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        while (!shop.world.deskJson("/world/faults").get("armed").isEmpty()) {
            Thread.onSpinWait();
        }

        var busy = post("checkout/sessions", "attempt-1", SALE);

        assertThat(busy.statusCode()).isEqualTo(409);
        assertThat(json(busy).at("/error/code").asString()).isEqualTo("idempotency_key_in_use");
        assertThat(slow.join().statusCode()).isEqualTo(200);
        assertThat(post("checkout/sessions", "attempt-1", SALE).body())
                .isEqualTo(slow.join().body());
    }

    @Test
    void onlyTheRightKeyIsLetIn() throws Exception {
        var basic = Base64.getEncoder().encodeToString((Stripe.SECRET_KEY + ":").getBytes());
        assertThat(with("Basic " + basic).statusCode()).isEqualTo(200);
        assertThat(with("Bearer " + Stripe.SECRET_KEY).statusCode()).isEqualTo(200);
        assertError(
                with("Bearer sk_test_of_somebody"),
                401,
                "{\"error\":{\"message\":\"Invalid API Key provided: ********body\","
                        + "\"type\":\"invalid_request_error\"}}");
        assertThat(shop.world.send("GET", "/stripe/v1/balance", Map.of(), "").statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> with(String authorization) throws Exception {
        return shop.world.send("GET", "/stripe/v1/balance", Map.of("Authorization", authorization), "");
    }

    @Test
    void whatIsNotThereIsA404() throws Exception {
        assertError(
                shop.raw("GET", "checkout/sessions/cs_test_none", "", ""),
                404,
                "{\"error\":{\"code\":\"resource_missing\",\"doc_url\":\"https://stripe.com/docs/error-codes/"
                        + "resource-missing\",\"message\":\"No such checkout.session: 'cs_test_none'\","
                        + "\"param\":\"session\",\"type\":\"invalid_request_error\"}}");
        assertThat(shop.raw("GET", "nothing", "", "").statusCode()).isEqualTo(404);
    }
}
