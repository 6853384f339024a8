package io.tampu.suppliers.airalo;

import static io.tampu.suppliers.airalo.ScriptedAiralo.file;
import static io.tampu.suppliers.airalo.ScriptedAiralo.recorded;
import static io.tampu.suppliers.airalo.ScriptedAiralo.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.money.Money;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.EsimWord.OwnedPackage;
import io.tampu.suppliers.EsimWord.Status;
import io.tampu.suppliers.EsimWord.TopUpOption;
import io.tampu.suppliers.OrderWord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions: what became of an order, what an eSIM has and may have, what credit is left. */
final class AiraloReadingTest extends AiraloFixture {

    private static final String ORDERS = "GET orders";
    private static final String TOP_UPS = "GET sims/" + ICCID + "/topups";
    private static final String PACKAGES = "GET sims/" + ICCID + "/packages";

    @Test
    void anOrderIsFoundByItsExactMarkAmongThoseThatAreLikeIt() {
        assertThat(airalo.askAbout(ORDER)).isInstanceOfSatisfying(OrderWord.Sold.class, sold -> {
            assertThat(sold.order().orderId()).isEqualTo("111");
            assertThat(sold.order().cost()).isEqualTo(Money.usd("3.60"));
            assertThat(sold.order().validityDays()).isEqualTo(7);
        });
        assertThat(other.asked(ORDERS).getFirst().query())
                .contains("filter[description]=" + MARK, "filter[iccid]=" + ICCID, "include=sims,status");
    }

    @ParameterizedTest
    @CsvSource({
        "completed, Sold",
        "failed, EndedUnsold",
        "refunded, EndedUnsold",
        "pending, StillOpen",
        "brand-new, StillOpen"
    })
    void theStatusDecides(String slug, String word) {
        String pretty = recorded("orders.json").replace("\"slug\":\"completed\"", "\"slug\":\"" + slug + "\"");
        other.always(ORDERS, text(200, pretty));
        assertThat(airalo.askAbout(ORDER).getClass().getSimpleName()).isEqualTo(word);
    }

    @Test
    void anEmptyListIsNotSeen() {
        other.always(ORDERS, file(200, "orders-none.json"));
        assertThat(airalo.askAbout(ORDER)).isEqualTo(new OrderWord.NotSeen());
    }

    @Test
    void ofTwoSalesUnderOneMarkTheFirstCounts() {
        String twice = recorded("orders.json").replace("0001-other\"", "0001\"");
        other.always(ORDERS, text(200, twice));
        assertThat(airalo.askAbout(ORDER))
                .isInstanceOfSatisfying(
                        OrderWord.Sold.class,
                        sold -> assertThat(sold.order().orderId()).isEqualTo("111"));
    }

    @Test
    void theListIsReadToItsEndAndNoFurtherThanABound() {
        String empty = recorded("orders-none.json").replace("\"last_page\":1", "\"last_page\":2");
        other.once(ORDERS, text(200, empty));
        assertThat(airalo.askAbout(ORDER)).isInstanceOf(OrderWord.Sold.class);
        assertThat(other.asked(ORDERS)).hasSize(2);
        other.always(ORDERS, text(200, empty.replace("\"last_page\":2", "\"last_page\":2000")));
        assertThat(airalo.askAbout(ORDER)).isInstanceOf(OrderWord.Silent.class);
        assertThat(other.asked(ORDERS)).hasSize(2 + 5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"slug\":\"completed\"|\"slug\":null",
                "\"status\":{|\"state\":{",
                "\"iccid\":\"8910300000000000017\"|\"iccid\":\"8910300000000000025\"",
                "inti-peru-7days-1gb-topup|inti-peru-7days-3gb-topup",
                "\"data\":[|\"data\":[null,",
                "\"data\":[|\"rows\":[",
            })
    void aListThatContradictsItselfIsSilence(String said, String altered) {
        other.always(ORDERS, text(200, recorded("orders.json").replace(said, altered)));
        assertThat(airalo.askAbout(ORDER)).isInstanceOf(OrderWord.Silent.class);
    }

    @Test
    void aRowOfAnOlderShapeIsASaleAtItsPrice() {
        String older = recorded("orders.json").replace(",\"net_price\":\"3.60\",\"pricing_model\":\"net_pricing\"", "");
        other.always(ORDERS, text(200, older));
        assertThat(((OrderWord.Sold) airalo.askAbout(ORDER)).order().cost()).isEqualTo(Money.usd("4.50"));
    }

    @Test
    void anEsimIsKnownWithAllThatItHasAndMayHave() {
        var active = new OwnedPackage(
                "501",
                "inti-peru-7days-1gb",
                Status.ACTIVE,
                1L << 30,
                (767L << 20) + (1 << 19),
                Optional.of(Instant.parse("2025-11-10T08:00:00Z")),
                Optional.of(Instant.parse("2025-11-17T08:00:00Z")),
                7);
        assertThat(airalo.look(ICCID)).isInstanceOfSatisfying(EsimWord.Known.class, known -> {
            assertThat(known.packages()).extracting(OwnedPackage::packageId).containsExactly("97", "501", "502");
            assertThat(known.packages().get(1)).isEqualTo(active);
            assertThat(known.packages().getFirst().remainingBytes())
                    .as("unlimited")
                    .isEqualTo(-1);
            assertThat(known.packages().getLast().status()).isEqualTo(Status.WAITING);
            assertThat(known.topUps())
                    .containsExactly(
                            new TopUpOption(PACKAGE, Money.usd("2.40")),
                            new TopUpOption("inti-peru-30days-3gb-100mins-100sms-topup", Money.usd("7.50")));
            assertThat(known.voiceMinutesLeft()).contains(80);
            assertThat(known.smsLeft()).contains(99);
            assertThat(known.apn()).contains("globaldata");
        });
    }

    @Test
    void lookingTwiceSaysTheSameAndAsksForTheAccessPointOnce() {
        assertThat(airalo.look(ICCID)).isEqualTo(airalo.look(ICCID));
        assertThat(other.asked("GET sims/" + ICCID)).hasSize(1);
    }

    @Test
    void lookingAtThePackagesIsOneQuestion() {
        assertThat(airalo.lookAtPackages(ICCID))
                .isInstanceOfSatisfying(
                        EsimWord.Known.class,
                        known -> assertThat(known.packages()).hasSize(3));
        assertThat(other.asked()).hasSize(2);
    }

    @Test
    void withADiscountThePriceLessTheDiscountIsTheCost() {
        other.always(TOP_UPS, file(200, "sim-topups-discount.json"));
        assertThat(((EsimWord.Known) airalo.look(ICCID)).topUps())
                .containsExactly(new TopUpOption(PACKAGE, Money.usd("3.60")));
    }

    @Test
    void anEmptyListMeansNotRechargeableAndAnUnreadableOneDoesNot() {
        other.once(TOP_UPS, text(200, "{\"data\":[]}"));
        assertThat(((EsimWord.Known) airalo.look(ICCID)).topUps()).isEmpty();
        other.once(TOP_UPS, text(200, "{\"data\":[{\"id\":5}]}"));
        assertThat(airalo.look(ICCID)).isInstanceOf(EsimWord.Silent.class);
        other.once(TOP_UPS, text(200, recorded("sim-topups.json").replace("\"net_price\":2.4", "\"net_price\":\"x\"")));
        assertThat(((EsimWord.Known) airalo.look(ICCID)).topUps())
                .as("the readable ones")
                .hasSize(1);
    }

    @Test
    void aPackageThatCannotBeReadIsNotSimplyLeftOut() {
        other.always(PACKAGES, text(200, recorded("sim-packages.json").replace("\"767.5\"", "null")));
        assertThat(airalo.lookAtPackages(ICCID)).isInstanceOf(EsimWord.Silent.class);
    }

    @Test
    void goneForGoodUnknownAndSilentAreToldApart() {
        other.once(TOP_UPS, file(422, "recycled.json"));
        assertThat(airalo.look(ICCID)).isEqualTo(new EsimWord.Recycled());
        other.once(PACKAGES, file(404, "not-found.json"));
        assertThat(airalo.lookAtPackages(ICCID)).isEqualTo(new EsimWord.Unknown());
        other.once(PACKAGES, text(404, "{\"message\":\"The route could not be found.\"}"));
        assertThat(airalo.lookAtPackages(ICCID)).isInstanceOf(EsimWord.Silent.class);
        other.once(PACKAGES, text(404, "<html>"));
        assertThat(airalo.lookAtPackages(ICCID)).isInstanceOf(EsimWord.Silent.class);
        assertThat(airalo.look("12345")).isEqualTo(new EsimWord.Unknown());
    }

    @Test
    void creditIsTheBalance() {
        assertThat(airalo.credit()).contains(Money.usd("1234.50"));
        other.always("GET balance", text(200, recorded("balance.json").replace("1234.5", "\"-3.456\"")));
        assertThat(airalo.credit()).contains(Money.usd("-3.46"));
    }

    @Test
    void optingInAsksForBothKindsAndARefusalIsNoFailure() {
        airalo.optIn(other.address());
        other.always("POST notifications/opt-in", text(422, "{\"data\":{},\"meta\":{\"message\":\"no HEAD\"}}"));
        airalo.optIn(other.address());
        assertThat(other.asked("POST notifications/opt-in"))
                .hasSize(4)
                .extracting(asked -> asked.body().contains(other.address().toString()))
                .isEqualTo(List.of(true, true, true, true));
    }
}
