package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.Home;
import io.tampu.sandbox.stage.Part;
import io.tampu.sandbox.stage.Ports;
import io.tampu.sandbox.stage.Stage;
import io.tampu.sandbox.stage.StageProblem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * So many eSIMs of so many partners: a world that has sold them, a database that knows them, and a platform between the two.
 * PostgreSQL is shared with the other populations and with pgbench; each has a database of its own there.
 */
final class Population implements AutoCloseable {

    /** An eSIM that will be renewed, and the key of the partner to whom it is linked. */
    record Chosen(String iccid, String partnerKey) {}

    /** What {@link #audit} says when everything holds, and how it begins when something does not. */
    static final String HOLDS = "holds";

    static final String FAILS = "FAILS";

    private static final String SAMPLE_CATALOG = "platform/src/main/resources/sample/peru-catalog.json";
    private static final String BALANCE = "900000000.00";

    /** A phone takes the world some hundred bytes, and each sale as well. */
    private static final String HEAP_OF_WORLD = "-Xmx1500m";

    private static final Duration FILL_PATIENCE = Duration.ofMinutes(15);

    /** Offers are fetched once and used for as long as the population is measured. */
    private static final String OFFER_VALIDITY_SECONDS = "14400";

    private static final String COMBINING_OFF = "-Dtampu.combining=off";
    private static final long CHOICE_SEED = 1;

    private final int esims;
    private final int partners;
    private final EmbeddedDatabase server;
    private final String database;
    private final Stage stage;
    private final Part world;

    private Population(EmbeddedDatabase server, Path folder, int esims, int partners) {
        this.server = server;
        this.esims = esims;
        this.partners = partners;
        this.database = "esims" + esims + "_partners" + partners;
        this.stage =
                Stage.on(folder.resolve(database)).withJvmOfWorld(HEAP_OF_WORLD).withStartPatience(FILL_PATIENCE);
        this.world = stage.startWorld(Ports.free(), "--esims", String.valueOf(esims));
    }

    /** Everything sold, taken in, and written to disk. The platform that took it in is stopped again. */
    static Population fill(EmbeddedDatabase server, Path folder, int esims, int partners) {
        var population = new Population(server, folder, esims, partners);
        try {
            server.create(population.database);
            var files = population.fetchEsims();
            var seeding = population.startPlatform(Map.of(
                    "TAMPU_SEED_CATALOG",
                    Home.find().folder().resolve(SAMPLE_CATALOG).toString(),
                    "TAMPU_SEED_PARTNER",
                    String.join(
                            ",",
                            IntStream.range(0, partners)
                                    .mapToObj(partner -> "bench-" + partner + ":" + key(partner) + ":" + BALANCE)
                                    .toList()),
                    "TAMPU_SEED_ESIMS",
                    String.join(",", files.stream().map(Path::toString).toList())));
            seeding.stop();
            return population;
        } catch (RuntimeException problem) {
            population.close();
            throw problem;
        }
    }

    int esims() {
        return esims;
    }

    int partners() {
        return partners;
    }

    String database() {
        return database;
    }

    Part world() {
        return world;
    }

    /**
     * The platform as it is run in production, but for the sandbox's keys, for offers that hold for the whole bench, and for
     * the wholesaler's notifications: the world would tell of a million phones in one minute, which is another measurement.
     */
    Part startPlatform() {
        return startPlatform(Map.of());
    }

    Part startPlatformWithoutCombining() {
        return startPlatform(Map.of("JDK_JAVA_OPTIONS", COMBINING_OFF));
    }

    private Part startPlatform(Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("TAMPU_DB_URL", server.url(database));
        settings.put("TAMPU_PUBLIC_URL", "");
        settings.put("TAMPU_OFFER_VALIDITY_SECONDS", OFFER_VALIDITY_SECONDS);
        return stage.startPlatform(Ports.free(), settings);
    }

    private static String key(int partner) {
        return "sandbox_bench_partner_key_" + partner;
    }

    /** The world's list, cut into a file for each partner. */
    private List<Path> fetchEsims() {
        var all = stage.folder().resolve("esims.csv");
        WebFile.fetch(world.url().resolve("/world/esims.csv?from=0&count=" + esims), all);
        var files = new ArrayList<Path>();
        try (var lines = Files.newBufferedReader(all)) {
            var header = lines.readLine();
            for (int partner = 0; partner < partners; partner++) {
                var file = stage.folder().resolve("esims-" + partner + ".csv");
                files.add(file);
                try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                    writer.write(header + "\n");
                    for (int i = firstOf(partner); i < firstOf(partner + 1); i++) {
                        writer.write(lines.readLine() + "\n");
                    }
                }
            }
            return files;
        } catch (IOException problem) {
            throw new StageProblem("The world's eSIMs in " + all + " could not be cut up: " + problem, problem);
        }
    }

    private int firstOf(int partner) {
        return (int) ((long) esims * partner / partners);
    }

    /** So many distinct eSIMs, spread over all of them by chance (the same chance each time), in random order. */
    List<Chosen> choose(int count) {
        var random = new Random(CHOICE_SEED);
        var chosen = new BitSet(esims);
        while (chosen.cardinality() < Math.min(count, esims)) {
            chosen.set(random.nextInt(esims));
        }
        var list = new ArrayList<Chosen>();
        for (int partner = 0; partner < partners; partner++) {
            try (var lines = Files.newBufferedReader(stage.folder().resolve("esims-" + partner + ".csv"))) {
                lines.readLine();
                for (int i = firstOf(partner); i < firstOf(partner + 1); i++) {
                    var line = lines.readLine();
                    if (chosen.get(i)) {
                        list.add(new Chosen(line.substring(0, line.indexOf(',')), key(partner)));
                    }
                }
            } catch (IOException problem) {
                throw new StageProblem("The eSIMs of partner " + partner + " could not be read: " + problem, problem);
            }
        }
        Collections.shuffle(list, random);
        return list;
    }

    /** What the platform's own audit says of these books and this world; its words go to a file. */
    String audit() {
        var words = stage.folder().resolve("audit.log");
        int exit = Stage.runPlatform(
                List.of(
                        "audit",
                        "--db",
                        server.url(database),
                        "--world",
                        world.url().toString()),
                ProcessBuilder.Redirect.appendTo(words.toFile()));
        try {
            return switch (exit) {
                case 0 -> HOLDS;
                case 2 -> "not run";
                default -> FAILS + ": " + Files.readString(words).strip();
            };
        } catch (IOException problem) {
            throw new StageProblem("The audit's words in " + words + " could not be read: " + problem, problem);
        }
    }

    @Override
    public void close() {
        stage.close();
    }
}
