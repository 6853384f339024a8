package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.StripeSigned;
import io.tampu.engine.AddressGuard;
import io.tampu.engine.TestDatabase;
import io.tampu.suppliers.FakeSupplier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a payment provider tells us, genuine or not, over HTTP and by Stripe's own signature. */
class PaymentNotificationsStory {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static OpenDoors doors;
    private static StripeSigned stripe;
    private static PartnerProgram partner;
    private static int number;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(
                DATABASE,
                CLOCK,
                new FakeSupplier(CLOCK),
                AddressGuard.publicAndLoopback(),
                StripeSigned.verifier(CLOCK));
        stripe = new StripeSigned(doors.port(), CLOCK);
        partner = new PartnerProgram(doors.port(), doors.partner("told", "key-of-told", "0.00"));
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    @Test
    void aGenuineOneIsKeptAndFollowedByAsking() {
        String attempt = paid();

        int status = stripe.tell("evt_genuine", attempt, 390, "usd");

        assertThat(status).isEqualTo(200);
        awaitRenewed(attempt);
        assertThat(kept("evt_genuine")).isEqualTo(1);
    }

    @Test
    void whatItSaysIsNotBelievedIfTheProviderSaysOtherwise() {
        String attempt = begin();

        assertThat(stripe.tell("evt_untrue", attempt, 390, "usd")).isEqualTo(200);
        doors.settle();

        assertThat(state(attempt)).isEqualTo("OPEN");
    }

    @Test
    void toldAHundredTimesAtOnceItIsKeptOnce() throws Exception {
        String attempt = paid();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> told = () -> stripe.tell("evt_hundred", attempt, 390, "usd");
            var answers = threads.invokeAll(
                    IntStream.range(0, 100).mapToObj(i -> told).toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }

        awaitRenewed(attempt);
        assertThat(kept("evt_hundred")).isEqualTo(1);
    }

    @Test
    void forgedAlteredAndOldOnesChangeNothingAndAreKeptApart() {
        String attempt = begin();
        long before = apart();

        List<Integer> answers = List.of(
                stripe.forged("evt_forged", attempt),
                stripe.altered("evt_altered", attempt),
                stripe.unsigned("evt_unsigned", attempt),
                stripe.old("evt_old", attempt, Duration.ofSeconds(301)),
                stripe.fromTheFuture("evt_future", attempt, Duration.ofSeconds(301)));

        assertThat(answers).containsExactly(401, 401, 401, 400, 400);
        assertThat(apart()).isEqualTo(before + 5);
        assertThat(doors.count("select count(*) from notifications_payment where unique_key in "
                        + "('evt_forged', 'evt_altered', 'evt_unsigned', 'evt_old', 'evt_future')"))
                .isZero();
    }

    @Test
    void anotherAmountOrCurrencyOrAccountIsKeptApartAndNotFollowed() {
        String attempt = begin();
        long before = apart();
        String due = "select count(*) from checkout_attempt where due_at > now() + interval '20 seconds'";
        long claimed = doors.count(due);

        stripe.tell("evt_amount", attempt, 391, "usd");
        stripe.tell("evt_currency", attempt, 390, "pen");
        stripe.ofAnotherAccount("evt_account", attempt);
        stripe.live("evt_live", attempt);

        assertThat(apart()).isEqualTo(before + 4);
        assertThat(doors.count(due)).isEqualTo(claimed);
    }

    @Test
    void whileASecretIsRolledBothAreGood() {
        String attempt = begin();

        assertThat(stripe.signedByTheOldSecret("evt_rolled", attempt)).isEqualTo(200);
        assertThat(kept("evt_rolled")).isEqualTo(1);
    }

    @Test
    void oneAboutNothingOfOursIsKeptAndChangesNothing() {
        assertThat(stripe.tell("evt_foreign", "01zzzzzzzzzzzzzzzzzzzzzzzz", 390, "usd"))
                .isEqualTo(200);
        assertThat(stripe.tell("evt_nonsense", "no-id-of-ours", 390, "usd")).isEqualTo(200);
        assertThat(kept("evt_foreign")).isEqualTo(1);
    }

    @Test
    void oneThatIsTooLargeIsRefused() {
        assertThat(stripe.large()).isEqualTo(413);
    }

    private static String begin() {
        String iccid = "89103000000008%05d".formatted(++number);
        doors.link("told", iccid);
        String body = "{\"iccid\":\"" + iccid + "\",\"offer\":\"" + partner.offer(iccid)
                + "\",\"pay\":{\"method\":\"link\",\"returnUrl\":\"https://partner.example/\"}}";
        return partner.renew("told-" + iccid, body).text("/money/payments/0/id");
    }

    private static String paid() {
        String attempt = begin();
        doors.provider().pay(attempt);
        return attempt;
    }

    private static String state(String attempt) {
        for (var renewal : partner.get("/api/v1/renewals?limit=200").json().get("renewals")) {
            if (renewal.at("/money/payments/0/id").asString().equals(attempt)) {
                return renewal.at("/money/payments/0/state").asString();
            }
        }
        throw new IllegalStateException("no renewal with " + attempt);
    }

    private static void awaitRenewed(String attempt) {
        for (int i = 0; i < 3_000 && !state(attempt).equals("KEPT"); i++) {
            Thread.onSpinWait();
        }
        assertThat(state(attempt)).isEqualTo("KEPT");
    }

    private static long kept(String event) {
        return doors.count("select count(*) from notifications_payment where unique_key = '" + event + "'");
    }

    private static long apart() {
        return doors.count("select count(*) from notifications_apart");
    }
}
