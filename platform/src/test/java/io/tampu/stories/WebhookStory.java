package io.tampu.stories;

import static io.tampu.stories.PartnerProgram.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.FakeClock;
import io.tampu.engine.TestDatabase;
import io.tampu.stories.PartnerProgram.Reply;
import io.tampu.stories.Receiver.Came;
import io.tampu.suppliers.FakeSupplier;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partner's receiver is told of what happens, on good days and on bad ones. */
class WebhookStory {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final FakeClock CLOCK = new FakeClock();
    private static final FakeSupplier SUPPLIER = new FakeSupplier(CLOCK);
    private static OpenDoors doors;
    private static final int MOST_LOOKS = 2_000;
    private static int number;

    private final Receiver receiver = new Receiver();
    private String name = "";
    private PartnerProgram partner = new PartnerProgram(0, "");
    private String webhook = "";
    private String secret = "";
    private int told;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, SUPPLIER);
    }

    @AfterAll
    static void shut() {
        doors.close();
        DATABASE.close();
    }

    @BeforeEach
    void register() {
        name = "webhooks-" + ++number;
        partner = new PartnerProgram(doors.port(), doors.partner(name, "key-of-" + name, "100.00"));
        Reply made = post(partner, "/api/v1/webhooks", "{\"url\":\"" + receiver.url() + "\"}");
        assertThat(made.status()).isEqualTo(201);
        webhook = "/api/v1/webhooks/" + made.text("/id");
        secret = made.text("/secret");
    }

    @AfterEach
    void leave() {
        partner.send("DELETE", webhook, Optional.empty());
        receiver.close();
    }

    @Test
    void eachStateIsToldOnceInOrderAndSignedAsTheDocumentSays() {
        String renewal = renew();

        deliver();
        deliver();

        assertThat(receiver.taken()).containsExactly(renewal + " FULFILLING", renewal + " RENEWED");
        String feed = partner.get("/api/v1/events").body();
        for (Came came : receiver.all()) {
            assertThat(feed).as("the same bytes as in the feed").contains(came.body());
            assertThat(came.json().get("id").stringValue()).isEqualTo(came.eventId());
            assertThat(Receiver.verifies(secret, came.signature(), came.body(), now()))
                    .isTrue();
            assertThat(Receiver.verifies(secret, came.signature(), came.body() + " ", now()))
                    .as("one byte more")
                    .isFalse();
            assertThat(Receiver.verifies(secret, came.signature(), came.body(), now() + 301))
                    .as("five minutes later")
                    .isFalse();
        }
        assertThat(partner.get(webhook).text("/state")).isEqualTo("ACTIVE");
        assertThat(partner.get(webhook).body()).doesNotContain(secret);
    }

    @Test
    void whatHappenedBeforeIsSentOnlyIfItIsAskedFor() {
        String before = renew();
        deliver();
        partner.send("DELETE", webhook, Optional.empty());
        receiver.forget();
        Reply made = post(partner, "/api/v1/webhooks", "{\"url\":\"" + receiver.url() + "\"}");
        webhook = "/api/v1/webhooks/" + made.text("/id");

        String after = renew();
        deliver();

        assertThat(receiver.taken()).containsExactly(after + " FULFILLING", after + " RENEWED");
        post(partner, webhook + "/replay", "{\"after\":null}");
        receiver.forget();
        deliver();
        assertThat(receiver.taken())
                .containsExactlyInAnyOrder(
                        before + " FULFILLING", before + " RENEWED", after + " FULFILLING", after + " RENEWED")
                .containsSubsequence(before + " FULFILLING", before + " RENEWED")
                .containsSubsequence(after + " FULFILLING", after + " RENEWED");
    }

    @Test
    void aReplayBeginsAfterThePlaceThatIsNamed() {
        renew();
        awaitFeed();
        String place = partner.get("/api/v1/events").text("/next");
        String second = renew();
        deliver();
        receiver.forget();

        Reply replay = post(partner, webhook + "/replay", "{\"after\":\"" + place + "\"}");
        deliver();

        assertThat(replay.status()).isEqualTo(200);
        assertThat(receiver.taken()).containsExactly(second + " FULFILLING", second + " RENEWED");
        assertThat(post(partner, webhook + "/replay", "{\"after\":\"nonsense\"}")
                        .code())
                .isEqualTo("after-invalid");
    }

    @Test
    void whileOneRenewalIsRefusedItsLaterEventsWaitAndOthersDoNot() {
        String bad = renew();
        receiver.answerTo(bad, 500);
        deliver();
        String good = renew();

        deliver();
        turnAndDeliver(Duration.ofSeconds(5));

        assertThat(receiver.taken()).containsExactly(good + " FULFILLING", good + " RENEWED");
        assertThat(statesOf(bad)).as("never the second before the first").containsOnly("FULFILLING");
        assertThat(partner.get(webhook).json().get("waiting").intValue()).isEqualTo(2);

        receiver.answerTo(bad, 200);
        turnAndDeliver(Duration.ofMinutes(2));

        assertThat(receiver.taken()).endsWith(bad + " FULFILLING", bad + " RENEWED");
        Reply well = partner.get(webhook);
        assertThat(well.json().get("waiting").intValue()).isZero();
        assertThat(well.json().get("lastProblem").isNull()).isTrue();
    }

    @Test
    void aLaterEventThatComesWhileAnEarlierOneIsRefusedWaitsBehindIt() {
        String iccid = "8910300000000099998";
        doors.link(name, iccid);
        String wish = body(iccid, partner.offer(iccid));
        SUPPLIER.holdBack();
        Reply begun = partner.renew("slow-one", wish, "Prefer", "wait=0");
        String renewal = begun.text("/id");
        receiver.answerTo(renewal, 500);
        told = 1;
        deliver();
        turnAndDeliver(Duration.ofSeconds(5));
        SUPPLIER.letGo();
        told = 2;

        // The first is tried again only in thirty seconds: what is new comes alone.
        turnAndDeliver(Duration.ofSeconds(15));
        assertThat(statesOf(renewal)).containsExactly("FULFILLING", "FULFILLING");
        receiver.answerTo(renewal, 200);
        turnAndDeliver(Duration.ofSeconds(15));

        assertThat(receiver.taken()).containsExactly(renewal + " FULFILLING", renewal + " RENEWED");
    }

    @Test
    void anEventIsTriedLessAndLessOftenAndGivenUpAfterThreeDaysWhileTheFeedKeepsIt() {
        receiver.answer(503);
        String renewal = renew();
        deliver();
        int tries = 1;
        Duration passed = Duration.ZERO;
        for (Duration wait : List.of(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                Duration.ofHours(2),
                Duration.ofHours(2))) {
            turnAndDeliver(wait.minusSeconds(1));
            assertThat(receiver.all()).as("not before %s", wait).hasSize(tries);
            turnAndDeliver(Duration.ofSeconds(1));
            assertThat(receiver.all()).as("after %s", wait).hasSize(++tries);
            passed = passed.plus(wait);
        }
        assertThat(partner.get(webhook).text("/state")).isEqualTo("FAILING");
        assertThat(partner.get(webhook).text("/lastProblem")).isEqualTo("answered 503");

        while (passed.compareTo(Duration.ofDays(3).minusHours(1)) < 0) {
            turnAndDeliver(Duration.ofHours(1));
            passed = passed.plusHours(1);
        }
        assertThat(partner.get(webhook).json().get("givenUp").intValue()).isZero();
        assertThat(statesOf(renewal)).containsOnly("FULFILLING");
        turnAndDeliver(Duration.ofDays(3).minus(passed));

        assertThat(partner.get(webhook).json().get("givenUp").intValue()).isEqualTo(1);
        turnAndDeliver(Duration.ofMinutes(1));
        assertThat(statesOf(renewal)).as("the next has its turn").endsWith("RENEWED");
        assertThat(partner.get("/api/v1/events").json().get("events")).hasSize(2);

        receiver.answer(204);
        post(partner, webhook + "/replay", "{\"after\":null}");
        deliver();
        assertThat(receiver.taken()).containsExactly(renewal + " FULFILLING", renewal + " RENEWED");
    }

    @Test
    void aReceiverThatWasDownGetsAllAsSoonAsItTakesOneAgain() {
        receiver.answer(502);
        var renewals = new HashSet<String>();
        for (int i = 0; i < 12; i++) {
            renewals.add(renew());
        }
        deliver();
        int knocks = receiver.all().size();
        for (int i = 0; i < 10; i++) {
            turnAndDeliver(Duration.ofMinutes(1));
        }
        assertThat(knocks)
                .as("twelve wait, but a dead receiver is not asked for each")
                .isLessThanOrEqualTo(8 + 5);
        assertThat(receiver.all().size() - knocks).isLessThanOrEqualTo(2 * 10);

        receiver.answer(204);
        turnAndDeliver(Duration.ofMinutes(1));

        assertThat(receiver.taken())
                .hasSize(24)
                .containsExactlyInAnyOrderElementsOf(renewals.stream()
                        .flatMap(one -> List.of(one + " FULFILLING", one + " RENEWED").stream())
                        .toList());
    }

    @Test
    void aSecretThatIsRolledSignsForADayBesideTheNewOne() {
        Reply rolled = partner.send("POST", webhook + "/secret", Optional.empty());
        String next = rolled.text("/secret");
        assertThat(next).startsWith("tampu_whsec_").isNotEqualTo(secret);
        assertThat(rolled.text("/formerSecretUntil"))
                .isEqualTo(CLOCK.instant().plus(Duration.ofDays(1)).toString());

        renew();
        deliver();
        Came both = receiver.all().getLast();
        assertThat(Receiver.verifies(secret, both.signature(), both.body(), now()))
                .isTrue();
        assertThat(Receiver.verifies(next, both.signature(), both.body(), now()))
                .isTrue();

        String last =
                partner.send("POST", webhook + "/secret", Optional.empty()).text("/secret");
        renew();
        deliver();
        Came three = receiver.all().getLast();
        assertThat(Receiver.verifies(secret, three.signature(), three.body(), now()))
                .as("rolled twice, because the answer was lost: what is in use must not die")
                .isTrue();
        assertThat(Receiver.verifies(last, three.signature(), three.body(), now()))
                .isTrue();

        CLOCK.turn(Duration.ofDays(1));
        renew();
        deliver();
        Came one = receiver.all().getLast();
        assertThat(one.signature().split(",")).hasSize(2);
        assertThat(Receiver.verifies(last, one.signature(), one.body(), now())).isTrue();
        assertThat(Receiver.verifies(next, one.signature(), one.body(), now())).isFalse();
        assertThat(Receiver.verifies(secret, one.signature(), one.body(), now()))
                .isFalse();
        assertThat(partner.get(webhook).json().get("formerSecretUntil").isNull())
                .isTrue();
    }

    @Test
    void aRedirectIsNotFollowed() {
        receiver.answer(302);
        renew();

        deliver();

        assertThat(receiver.all()).hasSize(1);
        assertThat(partner.get(webhook).text("/lastProblem")).isEqualTo("answered 302");
    }

    @Test
    void twoPlatformsAtOnceSendEachEventOnce() throws InterruptedException {
        try (var second = new OpenDoors(DATABASE, CLOCK, SUPPLIER)) {
            var expected = new HashSet<String>();
            for (int i = 0; i < 10; i++) {
                String renewal = renew();
                expected.addAll(List.of(renewal + " FULFILLING", renewal + " RENEWED"));
            }
            awaitFeed();
            var other = Thread.ofVirtual().start(second::deliver);
            doors.deliver();
            other.join();

            assertThat(receiver.taken()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void aTestIsSentAtOnceAndSaysWhatCameOfIt() {
        Reply well = partner.send("POST", webhook + "/test", Optional.empty());
        receiver.answer(401);
        Reply badly = partner.send("POST", webhook + "/test", Optional.empty());

        assertThat(well.body()).isEqualTo("{\"delivered\":true,\"status\":204,\"problem\":null}");
        assertThat(badly.body()).isEqualTo("{\"delivered\":false,\"status\":401,\"problem\":\"answered 401\"}");
        Came ping = receiver.all().getFirst();
        assertThat(ping.json().get("type").stringValue()).isEqualTo("ping");
        assertThat(Receiver.verifies(secret, ping.signature(), ping.body(), now()))
                .isTrue();
    }

    private List<String> statesOf(String renewal) {
        return receiver.all().stream()
                .filter(came -> came.renewal().equals(renewal))
                .map(Came::state)
                .collect(Collectors.toList());
    }

    private static long now() {
        return CLOCK.instant().getEpochSecond();
    }

    private void turnAndDeliver(Duration time) {
        CLOCK.turn(time);
        deliver();
    }

    private void deliver() {
        awaitFeed();
        doors.deliver();
    }

    /** Any transaction that still writes holds the feed back (an eSIM that is read meanwhile): each look takes a while. */
    private void awaitFeed() {
        for (int i = 0; i < MOST_LOOKS; i++) {
            if (partner.get("/api/v1/events?limit=200").json().get("events").size() == told) {
                return;
            }
        }
        throw new IllegalStateException("the feed does not tell of all");
    }

    /** Renews an eSIM and gives the renewal's id. */
    private String renew() {
        String iccid = "89103000000000" + (40_000 + ++number);
        doors.link(name, iccid);
        Reply renewed = partner.renew("key-" + number, body(iccid, partner.offer(iccid)), "Prefer", "wait=20");
        assertThat(renewed.text("/state")).isEqualTo("RENEWED");
        told += 2;
        return renewed.text("/id");
    }

    static Reply post(PartnerProgram who, String path, String body) {
        return who.send("POST", path, Optional.of(body), "Content-Type", "application/json");
    }
}
