package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ServeTest {

    private static final Duration STEP = Duration.ofMinutes(-3);

    @Test
    void inTheSandboxAClockCanBeWrong() {
        Clock clock = Serve.clock(settings("sandbox"), STEP);

        Instant threeMinutesAgo = Instant.now().plus(STEP);
        assertThat(clock.instant()).isBetween(threeMinutesAgo.minusSeconds(5), threeMinutesAgo.plusSeconds(5));
    }

    @Test
    void outsideTheSandboxTheClockIsRight() {
        assertThatThrownBy(() -> Serve.clock(settings("real"), STEP))
                .isInstanceOf(UnusableSettings.class)
                .hasMessage("tampu.clock-step-seconds is for the sandbox: the real outside has the real time.");
    }

    private static Settings settings(String outside) {
        return new Settings(Map.of("TAMPU_OUTSIDE", outside), new Properties());
    }
}
