package io.tampu.bench.kills;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** The faults of the world: which are armed when, by the seed, and how often each has struck. */
final class Weather {

    /**
     * One kind of bad luck.
     *
     * @param arguments one of them is chosen
     * @param most times in a row
     */
    private record Luck(String target, String fault, List<String> arguments, int most) {}

    private static final List<String> NONE = List.of("");

    /** Shorter than our patience with the world, so that the platform would have had its answer. */
    private static final String STRETCHED_MILLIS = "1500";

    /** The history more often than the rest: there it is sold and not yet written down. */
    private static final List<String> STRETCHABLE = List.of(
            "airalo.history", "airalo.history", "airalo.history", "airalo.topup", "stripe.query", "stripe.refund");

    private static final int STRETCHED = 14;
    /** The other platform has some of them. */
    private static final int STRETCHED_BEFORE_KILL = 6;

    /**
     * The world's time is pushed a minute with each start of a platform (see {@link Fleet}): requests that are 3 or 9 seconds late
     * come before the delivery deadline, those that are minutes late after it.
     */
    private static final List<Luck> MENU = List.of(
            new Luck("airalo.topup", "drop-reply-after-commit", NONE, 4),
            new Luck("airalo.topup", "drop-request", NONE, 4),
            new Luck("airalo.topup", "commit-late", List.of("3", "9"), 3),
            new Luck("airalo.topup", "commit-late", List.of("130", "200", "420"), 3),
            new Luck("airalo.topup", "delay", List.of("300", "1200", "2800", "4500"), 8),
            new Luck("airalo.topup", "status-500", NONE, 3),
            new Luck("airalo.topup", "status-503", NONE, 2),
            new Luck("airalo.topup", "status-429", List.of("0", "1", "2"), 2),
            new Luck("airalo.topup", "status-401", NONE, 1),
            new Luck("airalo.topup", "code-11", NONE, 1),
            new Luck("airalo.topup", "code-13", NONE, 3),
            new Luck("airalo.topup", "code-33", NONE, 3),
            new Luck("airalo.topup", "code-53", NONE, 2),
            new Luck("airalo.topup", "code-73", NONE, 2),
            new Luck(
                    "airalo.topup",
                    "garbage",
                    List.of("html", "truncated", "huge", "wrong-types", "nulls", "numbers-as-text", "empty"),
                    3),
            new Luck("airalo.orders", "status-500", NONE, 4),
            new Luck("airalo.orders", "drop-request", NONE, 4),
            new Luck("airalo.orders", "status-429", List.of("1"), 2),
            new Luck("airalo.orders", "delay", List.of("800", "2500"), 3),
            new Luck(
                    "airalo.orders",
                    "garbage",
                    List.of("html", "truncated", "wrong-types", "nulls", "numbers-as-text", "empty"),
                    3),
            new Luck("airalo.history", "status-500", NONE, 5),
            new Luck("airalo.history", "garbage", List.of("html", "nulls", "truncated"), 4),
            // One kind only: with three tokens a minute, more of them and little else would happen in a run.
            new Luck("airalo.token", "drop-reply-after-commit", NONE, 1),
            new Luck("airalo.notify", "notify-duplicate", NONE, 3),
            new Luck("airalo.notify", "notify-lost", NONE, 3),
            new Luck("airalo.notify", "notify-late", List.of("5"), 3),
            new Luck("airalo.notify", "notify-reordered", NONE, 3),
            new Luck("airalo.notify", "notify-forged", NONE, 3),
            new Luck("stripe.session", "drop-request", NONE, 3),
            new Luck("stripe.session", "drop-reply-after-commit", NONE, 3),
            new Luck("stripe.session", "delay", List.of("500", "2500"), 4),
            new Luck("stripe.session", "status-500", NONE, 2),
            new Luck("stripe.session", "status-429", List.of("1"), 2),
            new Luck("stripe.session", "garbage", List.of("html", "truncated", "nulls"), 2),
            new Luck("stripe.query", "drop-request", NONE, 3),
            new Luck("stripe.query", "status-500", NONE, 3),
            new Luck("stripe.query", "delay", List.of("800", "2500"), 3),
            new Luck("stripe.query", "garbage", List.of("html", "truncated", "nulls"), 2),
            new Luck("stripe.expire", "drop-request", NONE, 2),
            new Luck("stripe.expire", "drop-reply-after-commit", NONE, 2),
            new Luck("stripe.expire", "status-500", NONE, 2),
            new Luck("stripe.refund", "drop-request", NONE, 2),
            new Luck("stripe.refund", "drop-reply-after-commit", NONE, 2),
            new Luck("stripe.refund", "status-500", NONE, 2),
            new Luck("stripe.refund", "refund-fails-later", List.of("1", "20"), 2),
            new Luck("stripe.refunds", "status-500", NONE, 2),
            new Luck("stripe.events", "status-500", NONE, 1),
            new Luck("stripe.notify", "notify-lost", NONE, 4),
            new Luck("stripe.notify", "notify-duplicate", NONE, 4),
            new Luck("stripe.notify", "notify-reordered", NONE, 3),
            new Luck("stripe.notify", "notify-late", List.of("5"), 3),
            new Luck("stripe.notify", "notify-forged", NONE, 2),
            new Luck("stripe.notify", "notify-altered", NONE, 2),
            new Luck("stripe.notify", "notify-wrong-amount", NONE, 2));

    private final WorldDesk world;
    private final RandomGenerator chance;
    private final List<Luck> menu;
    private final Map<Integer, WorldDesk.Armed> armed = new HashMap<>();
    private final Map<String, Integer> struck = new TreeMap<>();

    Weather(WorldDesk world, RandomGenerator chance) {
        this.world = world;
        this.chance = chance;
        var targets = world.targets();
        this.menu =
                MENU.stream().filter(luck -> targets.contains(luck.target())).toList();
    }

    /** Takes note of what has struck and arms so many kinds more. */
    void change(int kinds) {
        count();
        for (int i = 0; i < kinds; i++) {
            var luck = menu.get(chance.nextInt(menu.size()));
            var one = world.arm(
                    luck.target(),
                    luck.fault(),
                    1 + chance.nextInt(luck.most()),
                    luck.arguments().get(chance.nextInt(luck.arguments().size())));
            armed.put(one.id(), one);
        }
    }

    /**
     * Makes the dangerous moments long, those in which an order is under way or sold and not yet written down: a kill would
     * seldom hit them otherwise. Says how to see that they have come.
     */
    BooleanSupplier stretchMoments() {
        var target = STRETCHABLE.get(chance.nextInt(STRETCHABLE.size()));
        var delay = world.arm(target, "delay", STRETCHED, STRETCHED_MILLIS);
        armed.put(delay.id(), delay);
        return () -> {
            var left = world.armed().get(delay.id());
            return left == null || STRETCHED - left.left() >= STRETCHED_BEFORE_KILL;
        };
    }

    /** No more faults. */
    void clear() {
        count();
        world.clearFaults();
        armed.clear();
    }

    /** How often each kind has struck. */
    Map<String, Integer> struck() {
        return struck;
    }

    private void count() {
        var now = world.armed();
        for (var before : List.copyOf(armed.values())) {
            var left = now.get(before.id());
            int times = before.left() - (left == null ? 0 : left.left());
            if (times > 0) {
                struck.merge(before.fault() + " at " + before.target(), times, Integer::sum);
            }
            if (left == null) {
                armed.remove(before.id());
            } else {
                armed.put(before.id(), left);
            }
        }
    }
}
