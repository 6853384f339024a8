package io.tampu.sandbox.stripe;

import static io.tampu.sandbox.WorldUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.RateLimitException;
import io.tampu.sandbox.WorldUnderTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults by switch, as Stripe's own client meets them. */
class StripeFaultsTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void start() throws Exception {
        shop = new Shop(new WorldUnderTest(folder));
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
    }

    private long sessions() throws Exception {
        return shop.world.deskJson("/world/stripe").get("sessions").asLong();
    }

    @Test
    void everyTargetIsListed() throws Exception {
        assertThat(shop.world.deskJson("/world/faults").get("targets").toString())
                .contains(
                        "stripe.session",
                        "stripe.expire",
                        "stripe.query",
                        "stripe.refund",
                        "stripe.refunds",
                        "stripe.events",
                        "stripe.bill",
                        "stripe.dispute",
                        "stripe.notify");
        assertThat(shop.world.deskJson("/world/faults").get("faults").toString())
                .contains("refund-fails-later", "notify-altered", "notify-wrong-amount");
    }

    /** Without the client: on the machine's own HTTP it sends a request again by itself when the connection breaks. */
    private HttpResponse<String> sale(String key) throws Exception {
        return shop.raw(
                "POST",
                "checkout/sessions",
                key,
                "mode=payment&success_url=https://shop.invalid/ok&line_items[0][quantity]=1"
                        + "&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=900"
                        + "&line_items[0][price_data][product_data][name]=Sample");
    }

    @Test
    void aReplyThatIsLostWasDoneAndTheKeyFindsIt() throws Exception {
        shop.world.arm("stripe.session", "drop-reply-after-commit", 1, null);
        assertThatThrownBy(() -> sale("attempt-1")).isInstanceOf(IOException.class);
        assertThat(sessions()).isEqualTo(1);

        var session = sale("attempt-1");

        assertThat(sessions()).isEqualTo(1);
        assertThat(session.headers().firstValue("Idempotent-Replayed")).contains("true");
    }

    @Test
    void aRequestThatIsLostOrLimitedOrSpoiltDoesWhatItSays() throws Exception {
        shop.world.arm("stripe.session", "drop-request", 1, null);
        shop.world.arm("stripe.session", "status-429", 1, null);
        shop.world.arm("stripe.session", "code-card_declined", 1, null);
        shop.world.arm("stripe.session", "garbage", 1, "html");

        assertThatThrownBy(() -> sale("attempt-1")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.open("attempt-2")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> shop.open("attempt-3")).isInstanceOf(CardException.class);
        assertThat(sessions()).isZero();
        assertThatThrownBy(() -> shop.open("attempt-4")).isInstanceOf(ApiException.class);
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void aRequestIsCarriedOutLateUnderItsKey() throws Exception {
        shop.world.arm("stripe.session", "commit-late", 1, 20);
        assertThatThrownBy(() -> sale("attempt-1")).isInstanceOf(IOException.class);
        assertThat(sessions()).isZero();

        shop.world.clock.turn(Duration.ofSeconds(21));

        while (sessions() == 0) {
            Thread.onSpinWait();
        }
        var again = sale("attempt-1");
        while (again.statusCode() == 409) {
            // The session is there a moment before its key is free.
            again = sale("attempt-1");
        }
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void aWorldPushedForwardForItsPhonesCanStillBePaidIn() throws Exception {
        shop.world.desk("POST", "/world/time", "{\"days\":8}");

        var session = shop.paid("attempt-1", Shop.PAYS);

        assertThat(session.getCreated()).isEqualTo(shop.now().getEpochSecond());
        assertThat(session.getPaymentStatus()).isEqualTo("paid");
    }

    @Test
    void nestedNamesAreReadInEveryWayClientsWriteThem() throws Exception {
        var brackets = shop.raw(
                "POST",
                "checkout/sessions",
                "",
                "mode=payment&success_url=https://shop.invalid/ok&payment_method_types[]=card"
                        + "&line_items[][quantity]=2&line_items[][price_data][currency]=pen"
                        + "&line_items[][price_data][unit_amount]=450"
                        + "&line_items[][price_data][product_data][name]=Muestra&metadata[7]=seven&expand[]=line_items");

        var session = json(brackets);
        assertThat(session.get("amount_total").asLong()).isEqualTo(900);
        assertThat(session.at("/metadata/7").asString()).isEqualTo("seven");
        assertThat(session.at("/line_items/data/0/description").asString()).isEqualTo("Muestra");
        assertThat(shop.world
                        .desk("GET", "/stripe/pay/" + session.get("id").asString(), "")
                        .body())
                .contains("PEN 9.00");
    }
}
