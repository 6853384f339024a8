package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.payments.Retry;
import io.tampu.stories.PartnerProgram.Reply;
import io.tampu.suppliers.FakeSupplier;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A partner's program lets its travellers pay for themselves, on the provider's page. */
class PayByLinkStory {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static final FakeSupplier SUPPLIER = new FakeSupplier(CLOCK);
    private static OpenDoors doors;
    private static PartnerProgram partner;
    private static PartnerProgram stranger;
    private static int number;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, SUPPLIER);
        partner = new PartnerProgram(doors.port(), doors.partner("linked", "key-of-linked", "10.00"));
        stranger = new PartnerProgram(doors.port(), doors.partner("stranger", "key-of-stranger", "10.00"));
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    @Test
    void theTravellerPaysOnThePageAndIsRenewed() {
        String balance = partner.get("/api/v1/balance").body();
        Reply accepted = begin();
        assertThat(accepted.status()).isEqualTo(201);
        assertThat(accepted.text("/state")).isEqualTo("AWAITING_PAYMENT");
        assertThat(accepted.text("/payUrl")).startsWith("https://pay.example/");
        assertThat(accepted.json().get("deadlineAt").isNull()).isTrue();

        doors.provider().pay(accepted.text("/money/payments/0/id"));
        Reply ended = awaitState(accepted, "RENEWED");

        assertThat(ended.text("/receipt/means")).isEqualTo("Visa 4242");
        assertThat(ended.json().at("/receipt/balancePosting").isNull()).isTrue();
        assertThat(ended.text("/money/payments/0/state")).isEqualTo("KEPT");
        assertThat(ended.json().get("payUrl").isNull()).isTrue();
        assertThat(partner.get("/api/v1/balance").body()).isEqualTo(balance);
    }

    @Test
    void theSameKeyGetsTheSameBytesAlsoOnceItIsPaid() {
        String iccid = esim();
        String body = body(iccid, partner.offer(iccid), "link");
        Reply first = partner.renew("link-" + iccid, body);
        doors.provider().pay(first.text("/money/payments/0/id"));
        awaitState(first, "RENEWED");

        Reply again = partner.renew("link-" + iccid, body);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void aRefusedCardIsFollowedByTheBalanceInTheSameRenewal() {
        Reply accepted = begin();
        doors.provider().decline(accepted.text("/money/payments/0/id"), "insufficient_funds", Retry.LATER);

        Reply paid = pay(accepted, "{\"pay\":{\"method\":\"balance\"}}");

        assertThat(paid.status()).isEqualTo(200);
        Reply ended = awaitState(accepted, "RENEWED");
        assertThat(ended.text("/receipt/balancePosting/kind")).isEqualTo("PAID");
        assertThat(pay(accepted, "{\"pay\":{\"method\":\"balance\"}}").code()).isEqualTo("not-awaiting-payment");
    }

    @Test
    void askedForAPageTwiceItGivesTheOneThatIsOpen() {
        Reply accepted = begin();

        Reply first = pay(accepted, LINK);
        Reply again = pay(accepted, LINK);

        assertThat(again.text("/payUrl")).isEqualTo(first.text("/payUrl")).isEqualTo(accepted.text("/payUrl"));
        assertThat(again.json().at("/money/payments")).hasSize(1);
    }

    @Test
    void whileAnEsimIsBeingRenewedNobodyIsAskedForMoneyForIt() {
        String iccid = esim();
        String offer = partner.offer(iccid);
        SUPPLIER.holdBack();
        try {
            partner.renew("held-" + iccid, PartnerProgram.body(iccid, offer), "Prefer", "wait=0");

            Reply refused = partner.renew("link-" + iccid, body(iccid, offer, "link"));

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("renewal-in-progress");
            assertThat(refused.text("/renewal")).startsWith("/api/v1/renewals/");
        } finally {
            SUPPLIER.letGo();
        }
    }

    @Test
    void anotherPartnerNeitherSeesNorPaysNorGivesBack() {
        Reply accepted = begin();
        String self = accepted.text("/links/self");

        assertThat(stranger.get(self).code()).isEqualTo("renewal-not-found");
        assertThat(post(stranger, self + "/payments", LINK).code()).isEqualTo("renewal-not-found");
        assertThat(post(stranger, self + "/refunds", "{\"to\":\"balance\"}").code())
                .isEqualTo("renewal-not-found");
    }

    @Test
    void anUnusedPlanIsGivenBackOnce() {
        SUPPLIER.soldWaits(true);
        try {
            Reply accepted = begin();
            doors.provider().pay(accepted.text("/money/payments/0/id"));
            awaitState(accepted, "RENEWED");
            String refunds = accepted.text("/links/self") + "/refunds";

            Reply first = post(partner, refunds, "{\"to\":\"original\"}");
            Reply again = post(partner, refunds, "{\"to\":\"original\"}");

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.text("/money/refunds/0/reason")).isEqualTo("unused");
            assertThat(again.json().at("/money/refunds")).hasSize(1);
            assertThat(again.json().at("/creditNotes")).hasSize(1);
            assertThat(again.text("/creditNotes/0/number"))
                    .isEqualTo("C-" + again.text("/money/refunds/0/id").toUpperCase(Locale.ROOT));
            assertThat(again.json().at("/creditNotes/0/amount"))
                    .isEqualTo(again.json().at("/receipt/total"));
            assertThat(again.json().at("/creditNotes/0/taxMinor"))
                    .isEqualTo(again.json().at("/receipt/taxMinor"));
            assertThat(partner.get("/api/v1/renewals?limit=100").json().findValues("creditNotes"))
                    .contains(again.json().at("/creditNotes"));
        } finally {
            SUPPLIER.soldWaits(false);
        }
    }

    @Test
    void whatHasBegunIsForStaff() {
        Reply accepted = begin();
        doors.provider().pay(accepted.text("/money/payments/0/id"));
        awaitState(accepted, "RENEWED");

        Reply refused = post(partner, accepted.text("/links/self") + "/refunds", "{\"to\":\"original\"}");

        assertThat(refused.code()).isEqualTo("not-refundable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\":\"link\"}",
                "{\"method\":\"link\",\"returnUrl\":\"http://partner.example/back\"}",
                "{\"method\":\"link\",\"returnUrl\":\"javascript:alert(1)\"}",
                "{\"method\":\"link\",\"returnUrl\":\"https://user:password@partner.example/\"}",
                "{\"method\":\"link\",\"returnUrl\":\"//partner.example/back\"}",
                "{\"method\":\"link\",\"returnUrl\":7}",
                "{\"method\":\"link\",\"returnUrl\":\"https://partner.example/\",\"language\":\"quechua\"}",
                "{\"method\":\"link\",\"returnUrl\":\"https://partner.example/\",\"refundTo\":\"me\"}",
                "{\"method\":\"link\",\"returnUrl\":\"https://partner.example/\",\"card\":\"4242424242424242\"}",
                "{\"method\":\"balance\",\"returnUrl\":\"https://partner.example/\"}"
            })
    void aPayThatMakesNoSenseIsRefusedAndAsksNobodyForMoney(String pay) {
        String iccid = esim();
        int before = doors.provider().charges();

        Reply refused = partner.renew(
                "bad-" + iccid,
                "{\"iccid\":\"" + iccid + "\",\"offer\":\"" + partner.offer(iccid) + "\",\"pay\":" + pay + "}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("pay-invalid");
        assertThat(doors.provider().charges()).isEqualTo(before);
    }

    private static final String LINK =
            "{\"pay\":{\"method\":\"link\",\"returnUrl\":\"https://partner.example/back?order=7\"}}";

    private static String esim() {
        String iccid = "89103000000007%05d".formatted(++number);
        doors.link("linked", iccid);
        return iccid;
    }

    private static String body(String iccid, String offer, String method) {
        return "{\"iccid\":\"" + iccid + "\",\"offer\":\"" + offer + "\",\"pay\":{\"method\":\"" + method
                + "\",\"returnUrl\":\"https://partner.example/back?order=7\"}}";
    }

    private static Reply begin() {
        String iccid = esim();
        return partner.renew("link-" + iccid, body(iccid, partner.offer(iccid), "link"));
    }

    private static Reply pay(Reply renewal, String body) {
        return post(partner, renewal.text("/links/self") + "/payments", body);
    }

    private static Reply post(PartnerProgram program, String path, String body) {
        return program.send("POST", path, Optional.of(body), "Content-Type", "application/json");
    }

    /** The provider told nobody: the platform is made to look. */
    private static Reply awaitState(Reply renewal, String state) {
        for (int i = 0; i < 2_000; i++) {
            Reply now = partner.get(renewal.text("/links/self"));
            if (now.text("/state").equals(state)) {
                return now;
            }
            doors.hint(renewal.text("/money/payments/0/id"));
        }
        throw new AssertionError("never " + state + ": "
                + partner.get(renewal.text("/links/self")).body());
    }
}
