package io.tampu.sandbox.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.EventListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.sun.net.httpserver.HttpServer;
import io.tampu.sandbox.WorldUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A shop that sells through the world's Stripe with Stripe's own client, and hears its webhooks. */
final class Shop implements AutoCloseable {

    static final String PAYS = "4242424242424242";
    static final long PRICE = 1490;

    /** A notification as it came. */
    record Heard(String signature, String body) {
        Event event() {
            try {
                return Webhook.constructEvent(body, signature, Stripe.WEBHOOK_SECRET, Integer.MAX_VALUE);
            } catch (StripeException refused) {
                throw new AssertionError(refused);
            }
        }
    }

    final WorldUnderTest world;
    final StripeClient client;
    private final HttpServer receiver;
    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private volatile int answersWith = 200;

    Shop(WorldUnderTest world) throws Exception {
        this.world = world;
        this.client = StripeClient.builder()
                .setApiKey(Stripe.SECRET_KEY)
                .setApiBase(world.address() + "/stripe")
                .setMaxNetworkRetries(0)
                .build();
        this.receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(new Heard(exchange.getRequestHeaders().getFirst("Stripe-Signature"), body));
            exchange.sendResponseHeaders(answersWith, -1);
            exchange.close();
        });
        receiver.start();
    }

    /** Has all events brought to the shop. */
    Shop listening() throws Exception {
        world.desk("POST", "/world/stripe/webhook", "{\"url\":\"" + hook() + "\"}");
        return this;
    }

    String hook() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    }

    void answerWith(int status) {
        answersWith = status;
    }

    Heard hear() throws InterruptedException {
        var next = heard.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no notification came");
        }
        return next;
    }

    /** So many notifications, by type and in the alphabet's order: they come in any. */
    List<String> hearTypes(int count) throws InterruptedException {
        var types = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            types.add(WorldUnderTest.json(hear().body()).get("type").asString());
        }
        return types.stream().sorted().toList();
    }

    /** Until the world has written down that so many were received: it does after our answer, when we have long heard them. */
    void awaitReceived(int count) throws StripeException {
        var received = EventListParams.builder()
                .setDeliverySuccess(true)
                .setLimit(100L)
                .build();
        var giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (client.v1().events().list(received).getData().size() < count) {
            if (System.nanoTime() > giveUpAt) {
                throw new AssertionError("the world has not written down that " + count + " events were received");
            }
        }
    }

    boolean hearsNothingMore() {
        return heard.isEmpty();
    }

    static SessionCreateParams.Builder sale(String mark) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("https://shop.sandbox.invalid/thanks?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("https://shop.sandbox.invalid/back")
                .setClientReferenceId(mark)
                .putMetadata("attempt", mark)
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("attempt", mark)
                        .build())
                .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency("usd")
                                .setUnitAmount(PRICE)
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName("Sample: Peru, 7 days, 1 GB")
                                        .build())
                                .build())
                        .build());
    }

    Session open(String mark) throws StripeException {
        return client.v1()
                .checkout()
                .sessions()
                .create(
                        sale(mark).build(),
                        RequestOptions.builder().setIdempotencyKey(mark).build());
    }

    Session session(String id) throws StripeException {
        return client.v1().checkout().sessions().retrieve(id);
    }

    PaymentIntent intent(Session session) throws StripeException {
        return client.v1().paymentIntents().retrieve(session(session.getId()).getPaymentIntent());
    }

    /** What a payer sends from the page. */
    HttpResponse<String> act(Session session, String... namesAndValues) throws Exception {
        return act(session.getId(), namesAndValues);
    }

    HttpResponse<String> act(String session, String... namesAndValues) throws Exception {
        var body = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return world.send(
                "POST",
                "/stripe/pay/" + session,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"),
                body.toString());
    }

    /** A sale that was paid. */
    Session paid(String mark, String card) throws Exception {
        var session = open(mark);
        act(session, "action", "pay", "card", card);
        return session(session.getId());
    }

    /** Raw HTTP, for what the client hides. */
    HttpResponse<String> raw(String method, String path, String key, String body) throws Exception {
        var headers = new java.util.HashMap<>(Map.of(
                "Authorization", "Bearer " + Stripe.SECRET_KEY, "Content-Type", "application/x-www-form-urlencoded"));
        if (!key.isEmpty()) {
            headers.put("Idempotency-Key", key);
        }
        return world.send(method, "/stripe/v1/" + path, headers, body);
    }

    /** What the seller's account holds by the world's ledger, and each line's kind. */
    long held() throws Exception {
        long held = 0;
        for (var line : world.deskJson("/world/ledger").get("money")) {
            long amount = line.get("amountMinor").asLong();
            held += line.get("kind").asString().equals("taken") ? amount : -amount;
        }
        return held;
    }

    List<String> ledger() throws Exception {
        var lines = new ArrayList<String>();
        for (var line : world.deskJson("/world/ledger").get("money")) {
            lines.add(line.get("kind").asString() + " "
                    + line.get("amountMinor").asLong() + " " + line.get("why").asString() + " "
                    + line.get("mark").asString());
        }
        return lines;
    }

    Instant now() {
        return world.clock.instant();
    }

    @Override
    public void close() throws IOException {
        receiver.stop(0);
        world.close();
    }
}
