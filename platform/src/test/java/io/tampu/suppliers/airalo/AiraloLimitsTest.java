package io.tampu.suppliers.airalo;

import static io.tampu.suppliers.airalo.ScriptedAiralo.file;
import static io.tampu.suppliers.airalo.ScriptedAiralo.recorded;
import static io.tampu.suppliers.airalo.ScriptedAiralo.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.Refusal;
import io.tampu.suppliers.TopUpAnswer;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tokens, limits and the clock. */
final class AiraloLimitsTest extends AiraloFixture {

    private static final String TOKEN = "POST token";
    private static final String TOP_UP = "POST orders/topups";

    @Test
    void aTokenServesADayAndIsFetchedOnceHoweverManyWaitForIt() throws Exception {
        var together = Stream.generate(() -> Thread.ofVirtual()
                        .unstarted(() -> assertThat(airalo.credit()).isPresent()))
                .limit(50)
                .toList();
        together.forEach(Thread::start);
        for (Thread one : together) {
            one.join();
        }
        clock.pass(Duration.ofHours(23));
        assertThat(airalo.credit()).isPresent();
        assertThat(other.asked(TOKEN)).hasSize(1);
        clock.pass(Duration.ofHours(1));
        assertThat(airalo.credit()).isPresent();
        assertThat(other.asked(TOKEN)).hasSize(2);
    }

    @Test
    void credentialsThatAreRefusedAreForOperationsAndTheOrderIsNotSent() {
        other.once(TOKEN, file(422, "token-422.json"));
        other.once(TOKEN, file(401, "token-401.json"));
        other.once(TOKEN, text(403, "{\"code\":89,\"reason\":\"IP\"}"));
        for (int i = 0; i < 3; i++) {
            assertThat(airalo.topUp(ORDER))
                    .isInstanceOfSatisfying(
                            TopUpAnswer.Refused.class,
                            refused -> assertThat(refused.why()).isEqualTo(Refusal.OPERATIONS));
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(other.asked(TOP_UP)).isEmpty();
    }

    @Test
    void aTokenEndpointThatIsSilentOrTalksNonsenseMeansNotNow() {
        for (var reply : Stream.of(
                        text(500, "{}"),
                        text(200, "<html>"),
                        text(200, "{}"),
                        text(200, "{\"data\":{\"access_token\":5.5}}"),
                        text(200, "{\"data\":{\"access_token\":\"a\\r\\nX-Evil: 1\"}}"),
                        text(401, "<html>"),
                        text(429, "{}", "Retry-After", "7"),
                        ScriptedAiralo.cut())
                .toList()) {
            other.once(TOKEN, reply);
            assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.NotNow.class);
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(other.asked(TOP_UP)).isEmpty();
        assertThat(other.asked(TOKEN)).hasSize(8);
    }

    @Test
    void noMoreThanThreeTokensAMinuteAreAskedFor() {
        other.always(TOKEN, text(500, "{}"));
        for (int i = 0; i < 20; i++) {
            assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.NotNow.class);
            clock.pass(Duration.ofMillis(2_500));
        }
        assertThat(other.asked(TOKEN)).hasSize(3);
        other.always(TOKEN, file(200, "token.json"));
        clock.pass(Duration.ofSeconds(10));
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Done.class);
    }

    @Test
    void tenQuestionsAMinuteAndEsimGoOutAndTheEleventhIsSilenceAtOnce() {
        for (int i = 0; i < 10; i++) {
            assertThat(airalo.lookAtPackages(ICCID)).isInstanceOf(EsimWord.Known.class);
        }
        assertThat(airalo.lookAtPackages(ICCID)).isInstanceOf(EsimWord.Silent.class);
        String another = "8910300000000000025";
        other.always("GET sims/" + another + "/packages", file(200, "sim-packages.json"));
        assertThat(airalo.lookAtPackages(another)).isInstanceOf(EsimWord.Known.class);
        clock.pass(Duration.ofSeconds(61));
        assertThat(airalo.lookAtPackages(ICCID)).isInstanceOf(EsimWord.Known.class);
        assertThat(other.asked("GET sims/" + ICCID + "/packages")).hasSize(11);
    }

    @Test
    void a429OnOneEsimLeavesTheOthersAlone() {
        String another = "8910300000000000025";
        other.always("GET sims/" + another + "/packages", file(200, "sim-packages.json"));
        other.once("GET sims/" + ICCID + "/packages", text(429, recorded("too-many.json"), "Retry-After", "60"));
        assertThat(airalo.lookAtPackages(ICCID)).isInstanceOf(EsimWord.Silent.class);
        assertThat(airalo.lookAtPackages(ICCID)).isInstanceOf(EsimWord.Silent.class);
        assertThat(airalo.lookAtPackages(another)).isInstanceOf(EsimWord.Known.class);
        assertThat(other.asked("GET sims/" + ICCID + "/packages")).hasSize(1);
    }

    @Test
    void inSandboxModeFiveASecondGoOutOnEachEndpoint() {
        var sandbox = adapter(AiraloSettings.Mode.SANDBOX, Duration.ofSeconds(5));
        for (int i = 0; i < 5; i++) {
            assertThat(sandbox.topUp(ORDER)).isInstanceOf(TopUpAnswer.Done.class);
        }
        assertThat(sandbox.topUp(ORDER))
                .isInstanceOfSatisfying(
                        TopUpAnswer.NotNow.class,
                        notNow -> assertThat(notNow.after()).isEqualTo(Duration.ofSeconds(1)));
        assertThat(sandbox.credit()).isPresent();
        clock.pass(Duration.ofSeconds(1));
        assertThat(sandbox.topUp(ORDER)).isInstanceOf(TopUpAnswer.Done.class);
    }

    @Test
    void minutesAreLeftUnsaidWhenTheCompanysFiveASecondAreUsedUp() {
        var words = IntStream.range(0, 6)
                .mapToObj(i -> (EsimWord.Known) airalo.look(ICCID))
                .toList();
        assertThat(words.getFirst().voiceMinutesLeft()).isPresent();
        assertThat(words.getLast().voiceMinutesLeft()).isEmpty();
        assertThat(words.getLast().packages()).hasSize(3);
    }

    @Test
    void noStretchOfAMinuteHoldsMoreThanTheLimitWhereverItBegins() {
        var pace = new Pace(clock, AiraloSettings.Mode.PRODUCTION);
        var gone = new java.util.ArrayList<java.time.Instant>();
        for (int second = 0; second < 300; second++) {
            if (pace.take(Endpoint.PACKAGES_OF_ESIM, ICCID).isZero()) {
                gone.add(clock.instant());
            }
            clock.pass(Duration.ofSeconds(1));
        }
        for (var start : gone) {
            assertThat(gone)
                    .filteredOn(time -> !time.isBefore(start) && time.isBefore(start.plusSeconds(60)))
                    .hasSizeLessThanOrEqualTo(10);
        }
        assertThat(gone).hasSize(50);
    }

    @Test
    void aClockThatIsSetBackDoesNotLockUsOut() {
        var pace = new Pace(clock, AiraloSettings.Mode.PRODUCTION);
        for (int i = 0; i < 10; i++) {
            assertThat(pace.take(Endpoint.PACKAGES_OF_ESIM, ICCID)).isZero();
        }
        pace.close(Endpoint.TOP_UP, ICCID, Duration.ofSeconds(30));
        clock.pass(Duration.ofDays(-1));
        assertThat(pace.take(Endpoint.PACKAGES_OF_ESIM, ICCID)).isZero();
        assertThat(pace.take(Endpoint.TOP_UP, ICCID)).isZero();
    }

    @Test
    void anAbsurdRetryAfterClosesForTenMinutesAtMost() {
        other.once(TOP_UP, text(429, "{}", "Retry-After", "999999999"));
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.NotNow.class);
        clock.pass(Duration.ofMinutes(10));
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Done.class);
    }
}
