package io.tampu.sandbox.demo;

import io.tampu.sandbox.demo.PartnerApi.Answer;
import io.tampu.sandbox.stage.StageProblem;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One renewal as a partner's program does it: look, choose, renew, read the receipt. */
final class FirstRenewal {

    private static final Set<String> ENDS = Set.of("RENEWED", "REFUNDED", "UNPAID");

    /** A supplier that has just been asked for the first time may take a moment; then this is no demo any more. */
    private static final int LOOKS = 60;

    private static final int LOOK_EVERY_MILLIS = 500;

    private final PartnerApi api;
    private final Screen screen;

    FirstRenewal(PartnerApi api, Screen screen) {
        this.api = api;
        this.screen = screen;
    }

    /** Says whether it ended RENEWED. */
    boolean of(EsimCsv.Line esim) {
        var offer = chooseOffer(esim.iccid());
        var renewal = renew(esim.iccid(), offer);
        var state = renewal.path("state").asString("");
        if (!state.equals("RENEWED")) {
            screen.line("The renewal is " + state + ": GET /api/v1/renewals/"
                    + renewal.path("id").asString("") + " tells more.");
            return false;
        }
        screen.title("The receipt");
        printFields("", renewal.path("receipt"));
        return true;
    }

    private JsonNode chooseOffer(String iccid) {
        for (int look = 1; look <= LOOKS; look++) {
            var clock = screen.clock();
            var answer = accepted(api.get("/api/v1/esims/" + iccid + "/offers"), "tell the offers for " + iccid);
            var cheapest = cheapest(answer.body());
            if (cheapest.isPresent()) {
                var total = cheapest.get().path("total");
                clock.done(
                        "GET offers",
                        "eSIM " + iccid + ": " + answer.body().path("offers").size()
                                + " plans, the cheapest that fits is " + planName(cheapest.get()) + " at "
                                + money(total));
                return cheapest.get();
            }
            pause();
        }
        throw new StageProblem("No plan is offered for the eSIM " + iccid + " of the demo: start anew with --fresh.");
    }

    private static Optional<JsonNode> cheapest(JsonNode offers) {
        return offers.path("offers")
                .valueStream()
                .filter(offer -> offer.path("eligible").asBoolean(false))
                .min(Comparator.comparingLong(
                        offer -> offer.path("total").path("amountMinor").asLong()));
    }

    private JsonNode renew(String iccid, JsonNode offer) {
        var reference = "demo-" + UUID.randomUUID();
        var body = JsonMapper.shared().createObjectNode();
        body.put("iccid", iccid).set("offer", offer.path("id"));
        body.putObject("pay").put("method", "balance");
        body.put("reference", reference);

        var clock = screen.clock();
        var answer = accepted(api.post("/api/v1/renewals", reference, body), "renew " + iccid);
        clock.done(
                "POST renewals",
                "paid from the balance, ordered at the wholesaler, booked: "
                        + answer.body().path("state").asString(""));
        var path = "/api/v1/renewals/" + answer.body().path("id").asString("");
        for (int look = 1; look <= LOOKS && !hasEnded(answer.body()); look++) {
            pause();
            answer = accepted(api.get(path), "tell how " + path + " stands");
        }
        var last = screen.clock();
        answer = accepted(api.get(path), "tell how " + path + " stands");
        last.done(
                "GET renewal",
                answer.body().path("id").asString("") + " is "
                        + answer.body().path("state").asString(""));
        return answer.body();
    }

    private static boolean hasEnded(JsonNode renewal) {
        return ENDS.contains(renewal.path("state").asString(""));
    }

    private static Answer accepted(Answer answer, String what) {
        if (answer.isRefusal()) {
            throw new StageProblem("The platform would not " + what + " (HTTP " + answer.status() + ": "
                    + answer.body()
                            .path("detail")
                            .asString(answer.body().path("title").asString("no reason given")) + ").");
        }
        return answer;
    }

    private static String planName(JsonNode offer) {
        var plan = offer.path("plan");
        return plan.isObject() ? plan.path("name").asString(plan.path("code").asString("")) : plan.asString("");
    }

    /** Whatever the receipt says, a line for each: it is the platform's word, not the demo's. */
    private void printFields(String prefix, JsonNode node) {
        for (var field : node.properties()) {
            var name = prefix + field.getKey();
            var value = field.getValue();
            if (value.has("amountMinor")) {
                screen.line(String.format("%-22s %s", name, money(value)));
            } else if (value.isObject()) {
                printFields(name + ".", value);
            } else {
                screen.line(String.format("%-22s %s", name, value.asString(value.toString())));
            }
        }
    }

    private static String money(JsonNode money) {
        return BigDecimal.valueOf(money.path("amountMinor").asLong(), 2).toPlainString() + " "
                + money.path("currency").asString("");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while waiting for the renewal.", interrupted);
        }
    }
}
