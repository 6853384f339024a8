package io.tampu.bench;

import io.tampu.sandbox.stage.StageProblem;
import io.tampu.sandbox.stripe.Stripe;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** The world's newest events, read from its list and signed here as Stripe signs what it sends. */
final class StripeEvents {

    /** Fewer than the list allows: an answer must fit into the connection's buffer. */
    private static final int A_PAGE = 40;

    private static final String OF_A_PAYMENT = "checkout.session.completed";
    private static final String ALGORITHM = "HmacSHA256";

    /** An event's bytes with their signature. */
    record Notification(byte[] body, String signature) {

        byte[] request(URI platform) {
            var head = Connection.bytes("POST /notifications/stripe HTTP/1.1\r\nHost: " + platform.getAuthority()
                    + "\r\nContent-Type: application/json; charset=utf-8\r\nAccept: */*; q=0.5, application/xml"
                    + "\r\nUser-Agent: Stripe/1.0 (+https://stripe.com/docs/webhooks)\r\nStripe-Signature: " + signature
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            var request = new byte[head.length + body.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(body, 0, request, head.length, body.length);
            return request;
        }
    }

    private StripeEvents() {}

    /** That a session was paid: so many, the newest. */
    static List<Notification> newest(URI world, int count) {
        var found = new ArrayList<Notification>();
        try (var connection = new Connection(world)) {
            var after = "";
            while (found.size() < count) {
                after = page(connection, world, after, found, Math.min(A_PAGE, count - found.size()));
            }
        } catch (IOException problem) {
            throw new StageProblem("The world's events could not be read: " + problem.getMessage(), problem);
        }
        return found;
    }

    /** Gives the last one's id, where the next page begins. */
    private static String page(Connection connection, URI world, String after, List<Notification> found, int limit)
            throws IOException {
        var path = Stripe.PREFIX + "/v1/events?limit=" + limit + "&type=" + OF_A_PAYMENT
                + (after.isEmpty() ? "" : "&starting_after=" + after);
        int status = connection.exchange(Connection.bytes("GET " + path + " HTTP/1.1\r\nHost: " + world.getAuthority()
                + "\r\nAuthorization: Bearer " + Stripe.SECRET_KEY + "\r\n\r\n"));
        var events = JsonMapper.shared().readTree(connection.body()).path("data");
        if (status != 200 || events.isEmpty()) {
            throw new IOException(status + ", and " + found.size() + " events so far");
        }
        long now = System.currentTimeMillis() / 1000;
        for (var event : events) {
            var body = JsonMapper.shared().writeValueAsBytes(event);
            found.add(new Notification(body, "t=" + now + ",v1=" + signature(now, body)));
        }
        return events.get(events.size() - 1).path("id").asString();
    }

    private static String signature(long seconds, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Stripe.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, broken);
        }
    }
}
