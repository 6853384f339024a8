package io.tampu.bench.kills;

import io.tampu.sandbox.stage.Part;
import io.tampu.sandbox.stage.Ports;
import io.tampu.sandbox.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A run from the first process to the verdict: start, let the clients loose, kill, come to rest, compare. Two platforms work at
 * a time: while one that was killed is replaced, the other goes on.
 */
public final class KillRun {

    private static final int ESIMS_OF_EACH = 120;
    private static final int KINDS_OF_LUCK_AT_ONCE = 14;
    private static final int PHONES_AT_ONCE = 3;
    private static final int MEGABYTES_AT_ONCE = 1000;
    /** Once in so many kills the moment is any; else it is one in which much is under way. */
    private static final int UNPREPARED_EVERY = 5;
    /** Once in so many kills the other platform dies in the same moment, and nobody is left. */
    private static final int BOTH_EVERY = 5;

    private static final int PAY_TOO_LATE = 5;
    private static final int LOOK_AT_CARDS_MILLIS = 500;
    private static final int LONGEST_AIM_MILLIS = 200;
    private static final Duration LOAD_PATIENCE = Duration.ofSeconds(2);
    private static final Duration END_PATIENCE = Duration.ofSeconds(60);

    private final KillPlan plan;
    private final Stage stage;
    private final Door door;
    private final Complaints complaints = new Complaints();
    private final WhatWasTold told = new WhatWasTold(complaints);
    private final SplittableRandom chance;
    private final long begun = System.nanoTime();
    private int kills;
    private int databaseKills;
    private int worldKills;

    private KillRun(KillPlan plan, Stage stage, Door door) {
        this.plan = plan;
        this.stage = stage;
        this.door = door;
        this.chance = new SplittableRandom(plan.seed());
    }

    /** Runs it with everything in this folder. What the platforms wrote to their logs stays there. */
    public static Outcome play(KillPlan plan, Path folder) {
        try (var stage = Stage.on(folder);
                var door = new Door()) {
            return new KillRun(plan, stage, door).play();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (RuntimeException broken) {
            throw new IllegalStateException(
                    "the run with seed " + plan.seed() + " broke off (logs: " + folder + "): " + broken.getMessage(),
                    broken);
        }
    }

    private Outcome play() throws InterruptedException {
        var database = CompletableFuture.runAsync(stage::startDatabase);
        var worldPart = stage.startWorld(Ports.free(), "--esims", String.valueOf(3 * ESIMS_OF_EACH));
        var world = new WorldDesk(worldPart::url, door);
        var shops = List.of(
                shop(world, "ample", 0, 100_000_000),
                shop(world, "plain", 1, 10_000_000),
                shop(world, "short", 2, 30_000));
        database.join();
        var fleet = new Fleet(stage, world);
        var weather = new Weather(world, chance.split());
        var load = new Load(fleet, door, told, complaints);
        fleet.start(0, shops.get(0));
        load.begin(shops.get(0), shops.get(1), plan.clients(), plan.seed());
        fleet.start(1, shops.get(1));
        load.begin(shops.get(1), shops.get(0), plan.clients(), plan.seed());

        while (kills < plan.kills() && seconds() < plan.longest().toSeconds()) {
            weather.change(KINDS_OF_LUCK_AT_ONCE);
            letPhonesUseData(world, shops);
            killUnderLoad(fleet, weather);
            if (fleet.startTwo(shops.get(2), chance)) {
                load.begin(shops.get(2), shops.get(0), plan.clients(), plan.seed());
            }
            killOthers(worldPart);
        }
        load.end();
        weather.clear();
        return verdict(world, fleet, weather, new Ending(shops, load, worldPart));
    }

    private record Ending(List<Shop> shops, Load load, Part world) {}

    private Shop shop(WorldDesk world, String name, int number, long balanceMinor) {
        var csv = world.esimsCsv(number * ESIMS_OF_EACH, ESIMS_OF_EACH);
        try {
            Files.writeString(stage.folder().resolve(name + ".csv"), csv);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return new Shop(
                name,
                balanceMinor,
                csv.lines()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList());
    }

    /** At a random moment of a load that is known to flow. */
    private void killUnderLoad(Fleet fleet, Weather weather) {
        int enough = told.acceptedCount() + 3 + chance.nextInt(20);
        Until.isTrue(() -> told.acceptedCount() >= enough, LOAD_PATIENCE);
        if (chance.nextInt(UNPREPARED_EVERY) > 0) {
            Until.isTrue(weather.stretchMoments(), LOAD_PATIENCE);
        }
        Until.passed(chance.nextInt(LONGEST_AIM_MILLIS));
        fleet.killAny(chance);
        kills++;
        if (kills < plan.kills() && chance.nextInt(BOTH_EVERY) == 0) {
            fleet.killAny(chance);
            kills++;
        }
    }

    private void letPhonesUseData(WorldDesk world, List<Shop> shops) {
        for (int i = 0; i < PHONES_AT_ONCE; i++) {
            var iccids = shops.get(chance.nextInt(shops.size())).iccids();
            world.use(iccids.get(chance.nextInt(iccids.size())), MEGABYTES_AT_ONCE);
        }
    }

    /** PostgreSQL with all its processes, and the world: each comes back at once. */
    private void killOthers(Part world) {
        int turn = kills % plan.othersEvery();
        if (turn == plan.othersEvery() / 3) {
            stage.database().kill();
            stage.database().start();
            databaseKills++;
        } else if (turn == 2 * plan.othersEvery() / 3) {
            world.kill();
            world.restart();
            worldKills++;
        }
    }

    private Outcome verdict(WorldDesk world, Fleet fleet, Weather weather, Ending ending) {
        // What was to be carried out late is, before the last platform asks about it.
        world.push(60);
        world.awaitQuiet();
        fleet.startFarAhead();
        var compare = new Compare(fleet.last(), ending.shops(), ending.load());
        var books = new Books(stage.database().url(Stage.DATABASE));
        Until.isTrue(() -> compare.readRenewals() == 0, END_PATIENCE);
        payTooLate(ending.load());
        Until.isTrue(() -> areCardsSettled(world, compare), END_PATIENCE);
        var ledger = world.ledger();
        var given = ledger.given().stream().filter(one -> !one.mark().isEmpty()).toList();
        long charged = given.stream().mapToLong(WorldDesk.Given::costMinor).sum();
        Until.isTrue(() -> books.costMinor() == charged, END_PATIENCE);
        compare.readRenewals();
        compare.all(given, ledger.moved(), books.costs());
        compare.replayAll();
        var cards = compare.cards(ledger.moved());
        return outcome(compare, cards.count(), audit(ending.world().url(), cards), weather);
    }

    /** Some of those who had turned away pay after all, when the renewal has ended without them. */
    private void payTooLate(Load load) {
        int left = PAY_TOO_LATE;
        for (var page = load.neverPaid().poll();
                page != null && left > 0;
                page = load.neverPaid().poll()) {
            Payer.payLate(page, door);
            told.count("payer: too late");
            left--;
        }
    }

    private static boolean areCardsSettled(WorldDesk world, Compare compare) {
        Until.passed(LOOK_AT_CARDS_MILLIS);
        // The world first: what it does after that, the platform may know and we do not.
        var moved = world.ledger().moved();
        return compare.readRenewals() == 0 && compare.cards(moved).isSettled();
    }

    /** The seller's own proof, as the seller runs it. */
    private Verdict audit(URI worldUrl, CompareCards cards) {
        var said = stage.folder().resolve("logs/audit.log");
        var arguments = List.of("audit", "--db", stage.database().url(Stage.DATABASE), "--world", worldUrl.toString());
        if (Stage.runPlatform(arguments, ProcessBuilder.Redirect.appendTo(said.toFile())) != 0) {
            complaints.add("the audit does not hold: see " + said);
        }
        var verdict = Verdict.read(said);
        verdict.addUp(complaints);
        complaints.unlessEqual(cards.takenMinor(), verdict.taken(), "taken, by the audit");
        complaints.unlessEqual(cards.inFlightMinor(), verdict.inFlight(), "in flight, by the audit");
        return verdict;
    }

    private Outcome outcome(Compare compare, int cards, Verdict money, Weather weather) {
        var answers = new TreeMap<String, Integer>();
        told.counts().forEach((what, count) -> answers.put(what, count.get()));
        return new Outcome(
                plan.seed(),
                kills,
                databaseKills,
                worldKills,
                compare.renewalCount(),
                compare.ends(),
                Map.copyOf(weather.struck()),
                answers,
                compare.givenAfterRefund(),
                new Outcome.Cards(
                        cards,
                        Money.text(money.taken()),
                        Money.text(money.kept()),
                        Money.text(money.returned()),
                        Money.text(money.inFlight()),
                        Money.text(money.lostToDispute())),
                compare.differenceMinor(),
                seconds(),
                new ArrayList<>(complaints.sentences()),
                complaints.count());
    }

    private long seconds() {
        return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    }
}
