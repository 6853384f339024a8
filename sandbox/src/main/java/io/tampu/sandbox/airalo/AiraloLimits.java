package io.tampu.sandbox.airalo;

import io.tampu.sandbox.clock.WorldClock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests are counted in windows that begin with the first request. What no document limits is not limited: orders and
 * top-ups above all.
 */
final class AiraloLimits {

    /** A limit: so many in so many seconds. */
    record Rule(String name, int most, int seconds) {}

    static final Rule TOKEN = new Rule("token", 3, 60);
    static final Rule PACKAGES = new Rule("packages", 80, 60);
    static final Rule USAGE_OF_ESIM = new Rule("usage", 10, 60);
    static final Rule USAGE_OF_COMPANY = new Rule("usage-company", 5, 1);
    static final Rule HISTORY = new Rule("history", 10, 60);
    static final Rule TOP_UPS = new Rule("topups", 10, 60);
    static final Rule REFUND = new Rule("refund", 5, 60);
    static final Rule SIMULATOR = new Rule("simulator", 5, 60);
    private static final int SANDBOX_A_SECOND = 5;

    /** What a request found. */
    record Verdict(boolean allowed, int limit, int remaining, int retryAfterSeconds) {
        Map<String, String> headers() {
            return Map.of(
                    "x-ratelimit-limit", Integer.toString(limit), "x-ratelimit-remaining", Integer.toString(remaining));
        }
    }

    private record Window(long endsMillis, int count) {}

    private final Map<String, Window> windows = new ConcurrentHashMap<>();
    private final WorldClock clock;

    AiraloLimits(WorldClock clock) {
        this.clock = clock;
    }

    static Rule sandbox(String endpoint) {
        return new Rule("sandbox " + endpoint, SANDBOX_A_SECOND, 1);
    }

    /** Counts a request of somebody against a rule. */
    Verdict count(Rule rule, String who) {
        long now = clock.millis();
        var window = windows.compute(
                rule.name() + ' ' + who,
                (key, before) -> before == null || before.endsMillis() <= now
                        ? new Window(now + rule.seconds() * 1000L, 1)
                        : new Window(before.endsMillis(), Math.min(before.count() + 1, rule.most() + 1)));
        boolean allowed = window.count() <= rule.most();
        int wait = (int) Math.max(1, (window.endsMillis() - now + 999) / 1000);
        return new Verdict(allowed, rule.most(), Math.max(0, rule.most() - window.count()), wait);
    }

    /** Forgets windows that have ended. */
    void forgetOld() {
        long now = clock.millis();
        windows.values().removeIf(window -> window.endsMillis() <= now);
    }
}
