package io.tampu.sandbox.airalo;

import static io.tampu.sandbox.WorldUnderTest.ESIM;
import static io.tampu.sandbox.WorldUnderTest.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.sandbox.HandClock;
import io.tampu.sandbox.WorldUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AiraloLimitsTest {

    @TempDir
    Path folder;

    @Test
    void theFourthTokenInAMinuteIsRefused() throws Exception {
        try (var world = new WorldUnderTest(folder)) {
            for (int i = 0; i < 3; i++) {
                world.send("POST", "/airalo/v2/token", Map.of(), "");
            }

            var fourth = world.send("POST", "/airalo/v2/token", Map.of(), "");

            assertThat(fourth.statusCode()).isEqualTo(429);
            assertThat(fourth.body()).isEqualTo("{\"message\":\"Too Many Attempts.\"}");
            assertThat(fourth.headers().firstValue("Retry-After")).hasValue("60");
            assertThat(fourth.headers().firstValue("x-ratelimit-limit")).hasValue("3");
            assertThat(fourth.headers().firstValue("x-ratelimit-remaining")).hasValue("0");
            world.clock.turn(Duration.ofSeconds(60));
            assertThat(world.send("POST", "/airalo/v2/token", Map.of(), "").statusCode())
                    .isEqualTo(422);
        }
    }

    @Test
    void anEsimsTopUpsAreShownTenTimesAMinuteAndEachEsimCountsAlone() throws Exception {
        try (var world = new WorldUnderTest(folder)) {
            for (int i = 0; i < 10; i++) {
                assertThat(world.get("sims/" + ESIM + "/topups").statusCode()).isEqualTo(200);
            }

            assertThat(world.get("sims/" + ESIM + "/topups").statusCode()).isEqualTo(429);
            assertThat(world.get("sims/8910300000000000017/topups").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void productionDoesNotLimitTopUps() throws Exception {
        try (var world = new WorldUnderTest(folder)) {
            for (int i = 0; i < 50; i++) {
                assertThat(world.topUp(ESIM, WEEK, "x").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void sandboxModeAllowsFiveASecondOfEachEndpoint() throws Exception {
        try (var world = new WorldUnderTest(folder, AiraloMode.SANDBOX, new HandClock())) {
            for (int i = 0; i < 5; i++) {
                assertThat(world.topUp(ESIM, WEEK, "x").statusCode()).isEqualTo(200);
            }

            assertThat(world.topUp(ESIM, WEEK, "x").statusCode()).isEqualTo(429);
            assertThat(world.get("balance").statusCode()).isEqualTo(200);
            world.clock.turn(Duration.ofSeconds(1));
            assertThat(world.topUp(ESIM, WEEK, "x").statusCode()).isEqualTo(200);
            assertThat(world.ledger()).hasSize(6);
        }
    }
}
