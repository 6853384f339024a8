package io.tampu.payments.stripe;

import static io.tampu.payments.stripe.ScriptedStripe.recorded;
import static io.tampu.payments.stripe.ScriptedStripe.text;

import io.tampu.engine.FakeClock;
import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.money.Money;
import io.tampu.payments.Charge;
import io.tampu.payments.RefundOrder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.node.ObjectNode;

/** A scripted Stripe, an adapter that asks it, and a clock turned by hand. */
class StripeFixture {

    static final String ID = "01jd0000000000000000000001";
    static final String REFUND = "01jd00000000000000000000r1";
    static final String CREATE = "POST checkout/sessions";
    static final String LIST = "GET checkout/sessions";
    static final String LOOK = "GET checkout/sessions/cs_test_sample";
    static final String EXPIRE = "POST checkout/sessions/cs_test_sample/expire";
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    static final RefundOrder ORDER =
            new RefundOrder(REFUND, ID, "pi_sample", Money.usd("14.90"), "undelivered", Optional.empty());

    ScriptedStripe other;
    OutsideHttp http;
    FakeClock clock;
    Stripe stripe;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    StripeFixture() {}

    @BeforeEach
    void start() throws IOException {
        other = new ScriptedStripe();
        http = new OutsideHttp();
        clock = new FakeClock();
        stripe = adapter(Duration.ofSeconds(5));
    }

    Stripe adapter(Duration timeout) {
        return new Stripe(
                new StripeSettings(other.address(), SellingStripe.KEY, List.of(SellingStripe.SIGNING), timeout),
                http,
                clock);
    }

    static Charge charge(String... handle) {
        return charge(Money.usd("14.90"), "es", NOON.plus(Duration.ofMinutes(40)), handle);
    }

    static Charge charge(Money amount, String language, Instant payUntil, String... handle) {
        return new Charge(
                ID,
                "card",
                amount,
                "A sample plan, 7 days & más",
                URI.create("http://127.0.0.1:9/back?sample=%C3%B1&session={CHECKOUT_SESSION_ID}"
                        .replace("{", "%7B")
                        .replace("}", "%7D")),
                URI.create("http://127.0.0.1:9/cancel#top"),
                language,
                NOON,
                payUntil,
                handle.length == 0 ? Optional.empty() : Optional.of(handle[0]));
    }

    /** A session in which somebody tried to pay, with the payment shown. */
    static ObjectNode session(String status, String paymentStatus, String intentStatus) {
        var session = BookOfStripe.sample("session.json").put("status", status).put("payment_status", paymentStatus);
        if (!status.equals("open")) {
            session.putNull("url");
        }
        if (!intentStatus.isEmpty()) {
            var intent = BookOfStripe.sample("intent.json").put("status", intentStatus);
            if (intentStatus.equals("succeeded")) {
                intent.set("latest_charge", BookOfStripe.sample("charge.json"));
            } else {
                intent.put("amount_received", 0);
            }
            session.set("payment_intent", intent);
        }
        return session;
    }

    static ScriptedStripe.Reply ok(ObjectNode answer) {
        return text(200, answer.toString());
    }

    static ScriptedStripe.Reply file(String name) {
        return text(200, recorded(name));
    }

    static ScriptedStripe.Reply list(boolean more, ObjectNode... rows) {
        return text(
                200,
                "{\"object\":\"list\",\"has_more\":" + more + ",\"data\":["
                        + String.join(
                                ",",
                                List.of(rows).stream().map(ObjectNode::toString).toList()) + "]}");
    }

    static Secret secret(String value) {
        return new Secret(value);
    }

    @AfterEach
    void stop() throws IOException {
        other.close();
        http.close();
    }
}
