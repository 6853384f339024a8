package io.tampu.suppliers.airalo;

import static io.tampu.suppliers.airalo.ScriptedAiralo.file;

import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.suppliers.TopUpOrder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A well-behaved scripted Airalo, an adapter that asks it, and a clock turned by hand. */
class AiraloFixture {

    static final String ICCID = "8910300000000000017";
    static final String MARK = "01jd0000000000000000000001";
    static final String PACKAGE = "inti-peru-7days-1gb-topup";
    static final TopUpOrder ORDER = new TopUpOrder(MARK, ICCID, PACKAGE);
    static final Secret SECRET = new Secret("sandbox_airalo_secret");

    /** Stands still unless the test moves it. */
    static final class HandClock extends Clock {
        volatile Instant now = Instant.parse("2026-11-20T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    ScriptedAiralo other;
    OutsideHttp http;
    HandClock clock;
    Airalo airalo;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    AiraloFixture() {}

    @BeforeEach
    void start() throws IOException {
        other = new ScriptedAiralo();
        http = new OutsideHttp();
        clock = new HandClock();
        other.always("POST orders/topups", file(200, "topup.json"));
        other.always("GET orders", file(200, "orders.json"));
        other.always("GET sims/" + ICCID, file(200, "sim.json"));
        other.always("GET sims/" + ICCID + "/topups", file(200, "sim-topups.json"));
        other.always("GET sims/" + ICCID + "/packages", file(200, "sim-packages.json"));
        other.always("GET sims/" + ICCID + "/usage", file(200, "sim-usage.json"));
        other.always("GET balance", file(200, "balance.json"));
        other.always("POST notifications/opt-in", file(200, "opt-in.json"));
        airalo = adapter(AiraloSettings.Mode.PRODUCTION, Duration.ofSeconds(5));
    }

    Airalo adapter(AiraloSettings.Mode mode, Duration timeout) {
        return new Airalo(
                new AiraloSettings(other.address(), "sandbox_airalo_client", SECRET, timeout, timeout, mode, "USD"),
                http,
                clock);
    }

    @AfterEach
    void stop() throws IOException {
        other.close();
        http.close();
    }
}
