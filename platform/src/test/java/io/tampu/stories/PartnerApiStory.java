package io.tampu.stories;

import static io.tampu.stories.PartnerProgram.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.stories.PartnerProgram.Reply;
import io.tampu.suppliers.FakeSupplier;
import io.tampu.suppliers.FakeSupplier.Turn;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A partner's program renews eSIMs over HTTP, on a good day and on a bad one. */
class PartnerApiStory {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static final FakeSupplier SUPPLIER = new FakeSupplier(CLOCK);
    private static OpenDoors doors;
    private static PartnerProgram partner;
    private static PartnerProgram stranger;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, SUPPLIER);
        partner = new PartnerProgram(doors.port(), doors.partner("good", "key-of-good", "10000.00"));
        stranger = new PartnerProgram(doors.port(), doors.partner("stranger", "key-of-stranger", "100.00"));
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    private static String esim(String iccid) {
        doors.link("good", iccid);
        return iccid;
    }

    @Test
    void anEsimIsShownOfferedRenewedAndShownAgain() {
        String iccid = esim("8910300000000001007");
        JsonNode offer = firstEligible(iccid);

        Reply renewed =
                partner.renew("whole-1", body(iccid, offer.get("id").stringValue(), "order-1"), "Prefer", "wait=20");

        assertThat(renewed.status()).isEqualTo(201);
        assertThat(renewed.text("/state")).isEqualTo("RENEWED");
        assertThat(renewed.text("/reference")).isEqualTo("order-1");
        assertThat(renewed.json().at("/promised/after")).isEqualTo(offer.get("after"));
        assertThat(renewed.json().at("/total")).isEqualTo(offer.get("total"));
        assertThat(renewed.text("/receipt/number")).startsWith("R-");
        assertThat(renewed.whole().headers().firstValue("location")).hasValue(renewed.text("/links/self"));
        assertThat(partner.get(renewed.text("/links/self")).body()).isEqualTo(renewed.body());
        assertThat(partner.get("/api/v1/renewals?reference=order-1&after=")
                        .json()
                        .get("renewals")
                        .get(0))
                .isEqualTo(renewed.json());
        assertThat(partner.get("/api/v1/esims/" + iccid).text("/allowances/0/status"))
                .isEqualTo("ACTIVE");
        assertThat(partner.get("/api/v1/balance/entries?limit=200").body())
                .contains("{\"reference\":\"" + renewed.text("/id")
                        + "\",\"kind\":\"PAID\",\"amount\":{\"amountMinor\":390,");
    }

    private static JsonNode firstEligible(String iccid) {
        for (JsonNode offer :
                partner.get("/api/v1/esims/" + iccid + "/offers").json().get("offers")) {
            if (offer.get("eligible").booleanValue()) {
                return offer;
            }
        }
        throw new IllegalStateException("no offer fits " + iccid);
    }

    @Test
    void whoWillNotWaitIsToldHowFarItCameAndTheSameEverAfter() {
        String iccid = esim("8910300000000001015");
        String body = body(iccid, partner.offer(iccid));
        SUPPLIER.holdBack();

        Reply first = partner.renew("impatient-1", body, "Prefer", "wait=0");
        SUPPLIER.letGo();
        Reply again = partner.renew("impatient-1", body, "Prefer", "wait=60");

        assertThat(first.text("/state")).isEqualTo("FULFILLING");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(awaitEnd(first)).isEqualTo("RENEWED");
    }

    @Test
    void whileAnEsimIsBeingRenewedASecondRenewalIsRefusedWithALinkToTheFirst() {
        String iccid = esim("8910300000000001023");
        String offer = partner.offer(iccid);
        SUPPLIER.holdBack();
        Reply first = partner.renew("one-at-a-time-1", body(iccid, offer), "Prefer", "wait=0");

        Reply second = partner.renew("one-at-a-time-2", body(iccid, offer));
        SUPPLIER.letGo();

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("renewal-in-progress");
        assertThat(second.text("/renewal")).isEqualTo(first.text("/links/self"));
        assertThat(awaitEnd(first)).isEqualTo("RENEWED");
        Reply third = partner.renew("one-at-a-time-2", body(iccid, offer));
        assertThat(third.status())
                .as("a refusal is not kept: the key works afterwards")
                .isEqualTo(201);
    }

    @Test
    void theSameRequestFiftyTimesAtOnceOnTwoPlatformsIsOneSaleAndOneAnswer() throws Exception {
        String iccid = esim("8910300000000001031");
        String body = body(iccid, partner.offer(iccid), "fifty");
        int before = SUPPLIER.sold().size();
        try (var second = new OpenDoors(DATABASE, CLOCK, SUPPLIER)) {
            var there = new PartnerProgram(second.port(), "key-of-good");
            List<Callable<Reply>> tries = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                PartnerProgram where = i % 2 == 0 ? partner : there;
                tries.add(() -> where.renew("fifty-1", body, "Prefer", "wait=30"));
            }

            Set<String> answers = answersOf(tries);

            assertThat(answers).hasSize(1);
            assertThat(answers.iterator().next()).startsWith("201 ").contains("\"state\":\"RENEWED\"");
            assertThat(SUPPLIER.sold()).hasSize(before + 1);
        }
    }

    @Test
    void fiftyKeysForOneEsimAtOnceAreOneSale() throws Exception {
        String iccid = esim("8910300000000001049");
        String body = body(iccid, partner.offer(iccid));
        SUPPLIER.holdBack();
        int before = SUPPLIER.sold().size();
        List<Callable<Reply>> tries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String key = "crowd-" + i;
            tries.add(() -> partner.renew(key, body, "Prefer", "wait=0"));
        }

        List<Integer> statuses = answersOf(tries).stream()
                .map(answer -> Integer.parseInt(answer.substring(0, 3)))
                .toList();
        SUPPLIER.letGo();

        assertThat(statuses).containsOnlyOnce(201).contains(409).doesNotContain(500);
        assertThat(awaitEnd(partner.get("/api/v1/renewals?limit=200"), iccid)).isEqualTo("RENEWED");
        assertThat(SUPPLIER.sold()).hasSize(before + 1);
    }

    @Test
    void aRetryAfterARestartGetsTheSameBytes() {
        String iccid = esim("8910300000000001056");
        String body = body(iccid, partner.offer(iccid));
        Reply first = partner.renew("restart-1", body);

        try (var restarted = new OpenDoors(DATABASE, CLOCK, SUPPLIER)) {
            Reply again = new PartnerProgram(restarted.port(), "key-of-good").renew("restart-1", body);

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
        }
    }

    @Test
    void whiteSpaceAndTheOrderOfFieldsAreTheSameRequest() {
        String iccid = esim("8910300000000001064");
        String offer = partner.offer(iccid);
        Reply first = partner.renew("same-wish", body(iccid, offer));

        Reply again = partner.renew(
                "same-wish",
                "{ \"reference\": null, \"pay\" : {\"method\":\"balance\"},\n \"offer\":\"" + offer + "\", \"iccid\":\""
                        + iccid + "\"}");

        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void theSameKeyForAnotherRequestIsRefusedWithALinkToTheFirst() {
        String iccid = esim("8910300000000001072");
        String offer = partner.offer(iccid);
        Reply first = partner.renew("reused", body(iccid, offer));

        Reply other = partner.renew("reused", body(iccid, offer, "with-a-reference"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("key-reused");
        assertThat(other.text("/renewal")).isEqualTo(first.text("/links/self"));
    }

    @Test
    void aReferenceIsForOneRenewalOnly() {
        String one = esim("8910300000000001080");
        String other = esim("8910300000000001098");
        Reply first = partner.renew("reference-1", body(one, partner.offer(one), "the same"));

        Reply second = partner.renew("reference-2", body(other, partner.offer(other), "the same"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("reference-used");
        assertThat(second.text("/renewal")).isEqualTo(first.text("/links/self"));
    }

    @Test
    void aBalanceThatIsTooSmallBuysNothingUntilItIsEnough() {
        var poor = new PartnerProgram(doors.port(), doors.partner("poor", "key-of-poor", "0.00"));
        doors.link("poor", "8910300000000001106");
        String body = body("8910300000000001106", poor.offer("8910300000000001106"));

        Reply refused = poor.renew("poor-1", body);
        doors.partner("poor", "key-of-poor", "4.00");
        Reply accepted = poor.renew("poor-1", body);

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.code()).isEqualTo("insufficient-balance");
        assertThat(refused.text("/total/amountMinor")).isEqualTo("390");
        assertThat(accepted.status()).isEqualTo(201);
        assertThat(poor.get("/api/v1/balance").body())
                .isEqualTo("{\"available\":{\"amountMinor\":10,\"currency\":\"USD\"}}");
    }

    @Test
    void whatTheWholesalerRefusesIsPaidBackInTheSameAnswer() {
        String iccid = esim("8910300000000001114");
        String body = body(iccid, partner.offer(iccid));
        SUPPLIER.next(Turn.REFUSE);

        Reply refunded = partner.renew("refused-1", body);

        assertThat(refunded.status()).isEqualTo(201);
        assertThat(refunded.text("/state")).isEqualTo("REFUNDED");
        assertThat(refunded.text("/reason")).isEqualTo("plan-not-available");
        assertThat(refunded.json().get("receipt").isNull()).isTrue();
    }

    @Test
    void aStrangerSeesNothingOfIt() {
        String iccid = esim("8910300000000001122");
        String offer = partner.offer(iccid);
        Reply mine = partner.renew("private-1", body(iccid, offer, "private"));

        assertThat(stranger.get("/api/v1/esims/" + iccid).code()).isEqualTo("esim-not-found");
        assertThat(stranger.get("/api/v1/esims/" + iccid + "/offers").code()).isEqualTo("esim-not-found");
        assertThat(stranger.get(mine.text("/links/self")).code()).isEqualTo("renewal-not-found");
        assertThat(stranger.get("/api/v1/renewals?reference=private").body())
                .isEqualTo("{\"renewals\":[],\"next\":null}");
        assertThat(stranger.get("/api/v1/renewals?after=" + mine.text("/id")).body())
                .isEqualTo("{\"renewals\":[],\"next\":null}");
        Reply stolen = stranger.renew("private-1", body(iccid, offer));
        assertThat(stolen.status()).isEqualTo(404);
        assertThat(stolen.code()).isEqualTo("esim-not-found");
    }

    @Test
    void pagesLeadFromTheFirstRenewalToTheLastAndEachIsThereOnce() {
        var pager = new PartnerProgram(doors.port(), doors.partner("pager", "key-of-pager", "100.00"));
        var made = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            String iccid = "891030000000000200" + i;
            doors.link("pager", iccid);
            made.add(pager.renew("page-" + i, body(iccid, pager.offer(iccid))).text("/id"));
        }

        var renewals = follow(pager, "/api/v1/renewals?limit=3", "renewals", "id");
        var entries = follow(pager, "/api/v1/balance/entries?limit=3", "entries", "reference");

        assertThat(renewals).containsExactlyElementsOf(made);
        assertThat(entries).hasSize(8).endsWith(made.getLast());
    }

    private static List<String> follow(PartnerProgram pager, String first, String list, String id) {
        var found = new ArrayList<String>();
        String next = first;
        for (int page = 0; page < 10; page++) {
            JsonNode answer = pager.get(next).json();
            answer.get(list).forEach(one -> found.add(one.get(id).stringValue()));
            if (answer.get("next").isNull()) {
                return found;
            }
            next = first + "&after=" + answer.get("next").stringValue();
        }
        throw new IllegalStateException("the pages have no end");
    }

    @Test
    void aRevokedKeyOpensNothing() {
        var left = new PartnerProgram(doors.port(), doors.partner("left", "key-of-left", "1.00"));
        assertThat(left.get("/api/v1/balance").status()).isEqualTo(200);

        doors.revoke("key-of-left");

        assertThat(left.get("/api/v1/balance").code()).isEqualTo("partner-key-unknown");
    }

    private static Set<String> answersOf(List<Callable<Reply>> tries) throws InterruptedException, ExecutionException {
        var answers = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(tries)) {
                answers.add(answer.get().status() + " " + answer.get().body());
            }
        }
        return answers;
    }

    /** Waits on the program itself: each look takes a while there, so that a bound on looks is a bound on time. */
    private static String awaitEnd(Reply renewal) {
        for (int i = 0; i < 2_000; i++) {
            Reply now = partner.get(renewal.text("/links/self"));
            if (!now.json().get("endedAt").isNull()) {
                return now.text("/state");
            }
        }
        return "never ended";
    }

    private static String awaitEnd(Reply page, String iccid) {
        for (JsonNode one : page.json().get("renewals")) {
            if (one.get("iccid").stringValue().equals(iccid)) {
                return awaitEnd(partner.get(one.at("/links/self").stringValue()));
            }
        }
        return "not there";
    }
}
