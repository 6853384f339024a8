package io.tampu.suppliers.airalo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps us inside Airalo's limits without ever waiting: a call is let through or told how long to stay away. It remembers the
 * times of the last calls, so that no stretch of time holds too many, wherever the other side lets its windows begin; the token
 * buckets of the libraries let nearly twice the limit through within one such window.
 */
final class Pace {

    /** eSIMs remembered at a time, about 200 bytes each. A forgotten one can at worst earn us a 429. */
    private static final int MOST_ESIMS = 20_000;

    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(1);
    /** A {@code Retry-After} beyond this is a mistake or an attack; the next answer will repeat it if it was meant. */
    private static final Duration LONGEST_CLOSURE = Duration.ofMinutes(10);

    private record EsimAt(Endpoint endpoint, String iccid) {}

    private final Clock clock;
    private final boolean sandbox;
    private final Map<Endpoint, List<Gate>> ofAccount = new EnumMap<>(Endpoint.class);
    private final Cache<EsimAt, Gate> ofEsims = Caffeine.newBuilder()
            .maximumSize(MOST_ESIMS)
            .expireAfterAccess(LONGEST_CLOSURE.plus(LONGEST_WINDOW))
            .build();

    Pace(Clock clock, AiraloSettings.Mode mode) {
        this.clock = clock;
        this.sandbox = mode == AiraloSettings.Mode.SANDBOX;
        for (Endpoint endpoint : Endpoint.values()) {
            var own = new Gate(endpoint.perAccount);
            ofAccount.put(endpoint, sandbox ? List.of(own, new Gate(Endpoint.IN_SANDBOX)) : List.of(own));
        }
    }

    /**
     * Asks for leave to call once. Zero: go, it is counted. Else the time to stay away.
     *
     * @param iccid the eSIM that the call is about, empty for none
     */
    Duration take(Endpoint endpoint, String iccid) {
        long now = clock.millis();
        if (endpoint.perEsim != null) {
            long wait = gateOf(endpoint, iccid).take(now);
            if (wait > 0) {
                return Duration.ofMillis(wait);
            }
        }
        for (Gate gate : gatesOf(endpoint)) {
            long wait = gate.take(now);
            if (wait > 0) {
                return Duration.ofMillis(wait);
            }
        }
        return Duration.ZERO;
    }

    /**
     * Airalo said 429: nothing more goes there until {@code after} has passed. Where its only limit is one per eSIM, other eSIMs
     * go on.
     */
    Duration close(Endpoint endpoint, String iccid, Duration after) {
        Duration bounded = after.compareTo(LONGEST_CLOSURE) > 0 ? LONGEST_CLOSURE : after;
        boolean onlyThisEsim = endpoint.perEsim != null && endpoint.perAccount == null && !sandbox;
        Gate gate = onlyThisEsim ? gateOf(endpoint, iccid) : gatesOf(endpoint).getFirst();
        gate.close(clock.millis(), bounded.toMillis());
        return bounded;
    }

    private List<Gate> gatesOf(Endpoint endpoint) {
        return ofAccount.getOrDefault(endpoint, List.of());
    }

    private Gate gateOf(Endpoint endpoint, String iccid) {
        return ofEsims.get(new EsimAt(endpoint, iccid), key -> new Gate(key.endpoint().perEsim));
    }

    /** One limit: the times of the last calls in a ring, and until when the other side has closed it. */
    private static final class Gate {

        /** Threads read the clock before they get the lock: so much disorder is no step of the clock. */
        private static final long DISORDER_MILLIS = 5_000;

        private final long[] calls;
        private final long withinMillis;
        private int taken;
        private int oldest;
        private long newest;
        private volatile long closedFrom;
        private volatile long closedUntil;

        Gate(Endpoint.@Nullable Limit limit) {
            calls = new long[limit == null ? 0 : limit.calls()];
            withinMillis = limit == null ? 0 : limit.within().toMillis();
        }

        long take(long now) {
            if (now < closedUntil && now >= closedFrom - DISORDER_MILLIS) {
                return closedUntil - now;
            }
            return calls.length == 0 ? 0 : takeTurn(now);
        }

        private synchronized long takeTurn(long now) {
            if (now < newest - DISORDER_MILLIS) {
                taken = 0; // The clock was set back: what we remember lies in its future and would lock us out.
                oldest = 0;
            }
            if (taken == calls.length) {
                long wait = calls[oldest] + withinMillis - now;
                if (wait > 0) {
                    return wait;
                }
                taken--;
                oldest = (oldest + 1) % calls.length;
            }
            calls[(oldest + taken) % calls.length] = now;
            taken++;
            newest = now;
            return 0;
        }

        synchronized void close(long now, long millis) {
            closedFrom = now;
            closedUntil = now + millis;
        }
    }
}
