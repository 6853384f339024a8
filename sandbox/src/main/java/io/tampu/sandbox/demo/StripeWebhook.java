package io.tampu.sandbox.demo;

import io.tampu.sandbox.stage.Part;
import io.tampu.sandbox.stage.StageProblem;
import io.tampu.sandbox.web.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Tells the world's Stripe where the platform listens, as a shop does once at Stripe's own desk. */
public final class StripeWebhook {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a shop wants to hear: the pages it opened, money that came with or without one, money that goes back. */
    private static final List<String> EVENTS = List.of(
            "checkout.session.completed",
            "checkout.session.expired",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "payment_intent.succeeded",
            "payment_intent.payment_failed",
            "payment_intent.canceled",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated");

    private StripeWebhook() {}

    /** Where the platform listens. */
    static String of(Part platform) {
        return platform.url() + "/notifications/stripe";
    }

    /** Sets the one endpoint of the world's desk; a second time it is set anew. */
    public static void register(Part world, Part platform) {
        set(world, platform, EVENTS);
    }

    /** From now on nothing is brought to the platform: the endpoint wants only what never happens. */
    public static void unregister(Part world, Part platform) {
        set(world, platform, List.of("nothing"));
    }

    private static void set(Part world, Part platform, List<String> events) {
        var request = HttpRequest.newBuilder(world.url().resolve("/world/stripe/webhook"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        Json.write(Json.object("url", of(platform), "events", events))))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new StageProblem("The world did not take the platform's webhook: it answered " + status + ".");
            }
        } catch (IOException failed) {
            throw new StageProblem("The world did not take the platform's webhook: " + failed, failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Stopped while the webhook was registered.", stopping);
        }
    }
}
