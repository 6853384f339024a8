package io.tampu.payments.stripe;

import static io.tampu.payments.stripe.ScriptedStripe.bytes;
import static io.tampu.payments.stripe.ScriptedStripe.cut;
import static io.tampu.payments.stripe.ScriptedStripe.error;
import static io.tampu.payments.stripe.ScriptedStripe.text;

import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.payments.Charge;
import io.tampu.payments.OtherSide;
import io.tampu.payments.OtherSide.Call;
import io.tampu.payments.OtherSide.Delivery;
import io.tampu.payments.OtherSide.Fault;
import io.tampu.payments.OtherSide.Flaw;
import io.tampu.payments.PaymentProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The scripted Stripe with a book: just enough of a provider for the exam, made from the recorded messages. */
final class SellingStripe implements OtherSide {

    static final Secret KEY = new Secret("sk_test_sandbox_stripe_key");
    static final Secret SIGNING = new Secret("whsec_sandbox_stripe_secret");
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ScriptedStripe script = new ScriptedStripe();
    private final OutsideHttp http = new OutsideHttp();
    private final BookOfStripe book = new BookOfStripe(() -> now().getEpochSecond());

    SellingStripe() throws IOException {
        script.otherwise((exchange, asked) -> book.answer(asked).give(exchange, asked));
    }

    static StripeSettings settings(URI address) {
        return new StripeSettings(address, KEY, List.of(SIGNING), TIMEOUT);
    }

    @Override
    public PaymentProvider adapter() {
        return new Stripe(settings(script.address()), http, Clock.systemUTC());
    }

    @Override
    public PaymentProvider adapterOfNobody() {
        // Port 1 is reserved, and nobody listens there.
        return new Stripe(settings(URI.create("http://127.0.0.1:1")), http, Clock.systemUTC());
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public boolean pay(String handle) {
        return book.pay(handle);
    }

    @Override
    public void payWithoutFunds(String handle) {
        book.payWithoutFunds(handle);
    }

    @Override
    public void failLater(String refundHandle) {
        book.failLater(refundHandle);
    }

    @Override
    public String dispute(String payment) {
        return book.dispute(payment);
    }

    @Override
    public int taken(String mark) {
        return book.taken(mark);
    }

    @Override
    public long held(String mark) {
        return book.held(mark);
    }

    private static String what(Call call) {
        return switch (call) {
            case CREATE -> "POST checkout/sessions";
            case REFUND -> "POST refunds";
        };
    }

    @Override
    public void atTheNext(Call call, Fault fault) {
        script.once(
                what(call),
                switch (fault) {
                    case LOSES_THE_REQUEST -> cut();
                    case ACTS_AND_LOSES_THE_REPLY -> (exchange, asked) -> book.answer(asked);
                    case ANSWERS_500 -> text(500, "{\"error\":{\"type\":\"api_error\",\"message\":\"A sample\"}}");
                    case TALKS_GARBAGE -> bytes(200, new byte[] {1, 2, 3}, "application/json");
                });
    }

    @Override
    public void refuseTheNextAsTooMany(Call call) {
        script.once(what(call), error(429, "invalid_request_error", "rate_limit", ""));
    }

    @Override
    public Delivery notification(Charge charge) {
        return signed(SIGNING, now(), event(charge));
    }

    @Override
    public Delivery flawed(Charge charge, Flaw flaw) {
        return switch (flaw) {
            case SIGNED_BY_SOMEBODY_ELSE -> signed(new Secret("whsec_somebody_else"), now(), event(charge));
            case SIGNED_LONG_AGO -> signed(SIGNING, now().minusSeconds(302), event(charge));
            case FOR_ANOTHER_ACCOUNT ->
                signed(
                        SIGNING,
                        now(),
                        event(charge).replaceFirst("\"livemode\":false,\"pend", "\"livemode\":true,\"pend"));
            case NOT_A_NOTIFICATION -> signed(SIGNING, now(), "{\"object\":\"list\"}");
        };
    }

    private String event(Charge charge) {
        var event = BookOfStripe.sample("event.json");
        ((ObjectNode) event.get("data")).set("object", book.intentOf(charge.id()));
        return event.toString();
    }

    static Delivery signed(Secret secret, Instant at, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String signature = HexFormat.of().formatHex(Signatures.sign(secret, at.getEpochSecond(), bytes));
        return new Delivery(Map.of("stripe-signature", "t=" + at.getEpochSecond() + ",v1=" + signature), bytes);
    }

    @Override
    public void close() {
        script.close();
        try {
            http.close();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
