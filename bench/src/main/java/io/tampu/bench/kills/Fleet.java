package io.tampu.bench.kills;

import io.tampu.sandbox.stage.Home;
import io.tampu.sandbox.stage.Part;
import io.tampu.sandbox.stage.Ports;
import io.tampu.sandbox.stage.Stage;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The platforms: two work at a time on one database, others wait to take the place of one that is killed. Each has a clock that is
 * stepped by so much, and some partner that it makes when it starts.
 */
final class Fleet {

    private static final String SAMPLE_CATALOG = "platform/src/main/resources/sample/peru-catalog.json";

    /** Seconds by which the clocks of the platforms are wrong: two are right. */
    private static final List<Integer> STEPS = List.of(0, 0, 200, -150);

    /**
     * Ahead of every clock in the fleet by more than the hour after which a refund that was done is asked about again, and than the
     * time that an offer holds. More than a notification may be old, too: so another platform hears those.
     */
    private static final int FAR_AHEAD = 2 * 3600;

    /** A platform that lives for seconds is not worth the second compiler. */
    private static final String JVM = "-XX:TieredStopAtLevel=1 -Dtampu.clock-step-seconds=";

    private final Stage stage;
    private final WorldDesk world;
    private final Path folder;
    private final Map<Integer, Part> built = new HashMap<>();
    private final List<Part> up = new CopyOnWriteArrayList<>();
    private @Nullable Part hearing;

    Fleet(Stage stage, WorldDesk world) {
        this.stage = stage;
        this.world = world;
        this.folder = stage.folder();
    }

    /** Brings a platform up that makes this partner. */
    void start(int number, Shop shop) {
        built.put(number, begin(STEPS.get(number), seeding(shop)));
        up.add(built.get(number));
        if (hearing == null) {
            hearing = built.get(number);
            world.notify(hearing.url());
        }
    }

    /** While the one that hears the payment provider is dead, its notifications are lost or come again; then another hears it. */
    private void hearPayments(RandomGenerator chance) {
        if (!up.contains(hearing)) {
            hearing = up.get(chance.nextInt(up.size()));
            world.notify(hearing.url());
        }
    }

    /** Brings up what is missing to two. The first time with a further partner: then it says so. */
    boolean startTwo(Shop further, RandomGenerator chance) {
        boolean isFirst = built.size() == 2;
        while (up.size() < 2) {
            leaveRoomForAToken();
            if (built.size() == 2) {
                start(2, further);
            } else {
                startAny(chance);
            }
        }
        hearPayments(chance);
        return isFirst;
    }

    /** One that is down, by chance. */
    private void startAny(RandomGenerator chance) {
        var down = new ArrayList<Integer>();
        for (int number = 0; number < STEPS.size(); number++) {
            if (!up.contains(built.get(number))) {
                down.add(number);
            }
        }
        int number = down.get(chance.nextInt(down.size()));
        if (built.containsKey(number)) {
            built.get(number).restart();
        } else {
            built.put(number, begin(STEPS.get(number), Map.of()));
        }
        up.add(built.get(number));
    }

    /** One whose clock is so far ahead that everything is due there. */
    void startFarAhead() {
        leaveRoomForAToken();
        up.add(begin(FAR_AHEAD, Map.of()));
    }

    /** SIGKILL to one that works, by chance. */
    void killAny(RandomGenerator chance) {
        var victim = up.get(chance.nextInt(up.size()));
        victim.kill();
        up.remove(victim);
    }

    /** Where the one that was started last answers. */
    URI last() {
        return up.getLast().url();
    }

    /** Where one of those that work answers; empty while there is none. */
    Optional<URI> any(RandomGenerator chance) {
        var now = List.copyOf(up);
        return now.isEmpty()
                ? Optional.empty()
                : Optional.of(now.get(chance.nextInt(now.size())).url());
    }

    /** The wholesaler gives three tokens a minute, and a platform that starts needs one: so a minute passes there. */
    private void leaveRoomForAToken() {
        world.push(1);
    }

    private Part begin(int stepSeconds, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "TAMPU_DELIVERY_DEADLINE_SECONDS", "15",
                "TAMPU_AIRALO_ORDER_TIMEOUT_SECONDS", "3",
                "TAMPU_AIRALO_READ_TIMEOUT_SECONDS", "2",
                // Whoever has not paid by then has not where the clock is far ahead: on every platform's offers.
                "TAMPU_OFFER_VALIDITY_SECONDS", "600",
                "TAMPU_PAYMENT_WINDOW_SECONDS", "20",
                // The launcher of Java reads it, so that each platform has options of its own.
                "JDK_JAVA_OPTIONS", JVM + stepSeconds));
        settings.putAll(more);
        return stage.startPlatform(Ports.free(), settings);
    }

    private Map<String, String> seeding(Shop shop) {
        return Map.of(
                "TAMPU_SEED_CATALOG",
                        Home.find().folder().resolve(SAMPLE_CATALOG).toString(),
                "TAMPU_SEED_ESIMS", folder.resolve(shop.name() + ".csv").toString(),
                "TAMPU_SEED_PARTNER", shop.name() + ":" + shop.key() + ":" + Money.text(shop.balanceMinor()));
    }
}
