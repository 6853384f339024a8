package io.tampu.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.money.Money;
import io.tampu.payments.Bill;
import io.tampu.payments.Charge;
import io.tampu.payments.DisputeAnswer;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.payments.Heard;
import io.tampu.payments.OtherSide;
import io.tampu.payments.PaymentAnswer;
import io.tampu.payments.PaymentAnswer.Todo;
import io.tampu.payments.PaymentContractTest;
import io.tampu.payments.PaymentProvider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exam against the sandbox world over its wire, and what only its page can do. */
final class StripeContractTest extends PaymentContractTest {

    private static @Nullable WorldOfStripe running;

    @BeforeAll
    static void startTheWorld(@TempDir Path folder) throws Exception {
        running = new WorldOfStripe(folder);
    }

    @AfterAll
    static void stopTheWorld() throws Exception {
        if (running != null) {
            running.end();
        }
    }

    private static WorldOfStripe world() {
        if (running == null) {
            throw new IllegalStateException("the world did not start");
        }
        return running;
    }

    @Override
    protected OtherSide open() {
        world().bringNotificationsTo(true);
        return world();
    }

    private static Charge charge(String id) {
        Instant now = Instant.now();
        return new Charge(
                id,
                "card",
                Money.usd("9.00"),
                "A sample plan",
                URI.create("http://127.0.0.1:9/back"),
                URI.create("http://127.0.0.1:9/cancel"),
                "zh",
                now,
                now.plus(Duration.ofHours(1)),
                Optional.empty());
    }

    private static String opened(PaymentProvider stripe, Charge charge) {
        var pending = (PaymentAnswer.Pending) stripe.create(charge);
        assertThat(((Todo.OpenPage) pending.todo()).page().getPath()).endsWith("/stripe/pay/" + pending.handle());
        return pending.handle();
    }

    @Test
    void aSlowPaymentIsWaitedForAndArrivesOrBounces() {
        var stripe = world().adapter();
        var arriving = charge("01jdslow000000000000000001");
        String handle = opened(stripe, arriving);
        world().act(handle, "action=wait");
        assertThat(((PaymentAnswer.Pending) stripe.query(arriving)).todo()).isEqualTo(new Todo.Wait());
        assertThat(stripe.close(arriving)).isInstanceOf(PaymentAnswer.Pending.class);
        world().act(handle, "action=arrive");
        assertThat(stripe.query(arriving)).isInstanceOf(PaymentAnswer.Succeeded.class);

        var bouncing = charge("01jdslow000000000000000002");
        String other = opened(stripe, bouncing);
        world().act(other, "action=wait");
        world().act(other, "action=bounce");
        assertThat(stripe.query(bouncing)).isInstanceOf(PaymentAnswer.Failed.class);
        assertThat(world().held(bouncing.id())).isZero();
    }

    @Test
    void thePayersBankAsksFirstAndThePageStaysOpenMeanwhile() {
        var stripe = world().adapter();
        var charge = charge("01jdbank000000000000000001");
        String handle = opened(stripe, charge);
        world().act(handle, "action=pay&card=4000000000003220");
        assertThat(((PaymentAnswer.Pending) stripe.query(charge)).todo()).isInstanceOf(Todo.OpenPage.class);
        world().act(handle, "action=refuse");
        var refused = (PaymentAnswer.Pending) stripe.query(charge);
        assertThat(refused.decline()).isPresent();
        world().act(handle, "action=pay&card=4000000000003220");
        world().act(handle, "action=approve");
        assertThat(stripe.query(charge)).isInstanceOf(PaymentAnswer.Succeeded.class);
    }

    @Test
    void moneyThatComesAfterTheClosingIsSeenAndMoneyThatComesTwiceIsOnTheBill() {
        var stripe = world().adapter();
        var late = charge("01jdlate000000000000000001");
        String handle = opened(stripe, late);
        assertThat(stripe.close(late)).isInstanceOf(PaymentAnswer.Failed.class);
        world().act(handle, "action=late");
        assertThat(stripe.query(late)).isInstanceOf(PaymentAnswer.Succeeded.class);

        var twice = charge("01jdtwice00000000000000001");
        String other = opened(stripe, twice);
        assertThat(world().pay(other)).isTrue();
        world().act(other, "action=twice");
        assertThat(world().held(twice.id())).isEqualTo(1800);
        assertThat(stripe.bill(LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC))
                        .lines())
                .filteredOn(line -> line.mark().equals(Optional.of(twice.id())))
                .hasSize(2);
    }

    @Test
    void aDisputeIsWonOrLostAndTheBillSaysWhereTheMoneyIs() {
        var stripe = world().adapter();
        for (String end : new String[] {"win", "lose"}) {
            var charge = charge("01jddispute00000000000%s".formatted(end.equals("win") ? "0win" : "lose"));
            assertThat(world().pay(opened(stripe, charge))).isTrue();
            var paid = (PaymentAnswer.Succeeded) stripe.query(charge);
            String dispute = world().dispute(paid.payment());
            world().endDispute(dispute, end);
            assertThat(((DisputeAnswer.Known) stripe.queryDispute(dispute)).stand())
                    .isEqualTo(end.equals("win") ? Stand.WON : Stand.LOST);
            assertThat(world().held(charge.id())).isEqualTo(end.equals("win") ? 900 : 0);
            var lines = stripe.bill(LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC))
                    .lines();
            assertThat(lines)
                    .filteredOn(line -> line.payment().equals(paid.payment()))
                    .allMatch(line -> line.amount().equals(Money.usd("9.00")))
                    .extracting(Bill.Line::kind)
                    .containsExactlyInAnyOrderElementsOf(
                            end.equals("win")
                                    ? List.of(Bill.Kind.TAKEN, Bill.Kind.DISPUTED, Bill.Kind.DISPUTE_WON)
                                    : List.of(Bill.Kind.TAKEN, Bill.Kind.DISPUTED));
        }
    }

    @Test
    void whatNobodyHeardIsReadFromTheListOfWhatCouldNotBeDelivered() {
        var stripe = world().adapter();
        Instant before = Instant.now();
        world().bringNotificationsTo(false);
        var charge = charge("01jdunheard000000000000001");
        assertThat(world().pay(opened(stripe, charge))).isTrue();
        assertThat(stripe.undelivered(before.minusSeconds(5)))
                .extracting(Heard.Genuine::about)
                .contains(new Heard.About.OfCharge(charge.id()));
    }
}
