package io.tampu.browser;

import io.tampu.sandbox.stage.Home;
import io.tampu.sandbox.stage.Part;
import io.tampu.sandbox.stage.Ports;
import io.tampu.sandbox.stage.Stage;
import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A whole Tampu to look at: PostgreSQL, a sandbox world and the platform, each a process of its own, with a sample catalogue and a
 * hundred travellers of whom each has one eSIM. Each test takes travellers whom nobody has used before it.
 */
public final class Site implements AutoCloseable {

    private static final String SAMPLE_CATALOG = "platform/src/main/resources/sample/peru-catalog.json";
    private static final int TRAVELLERS = 200;

    /** Of the partner who sold the eSIMs. */
    public static final String PARTNER_KEY = "sandbox_partner_key";

    private static final String DEMO_BALANCE = "100.00";
    private static final String DEMO_TOKEN = "sandbox_link_of_a_traveller";

    /** Signs {@link #demoTraveller} in, on as many devices as wanted. */
    public static final String DEMO_LINK = "/sign-in/link/" + DEMO_TOKEN;

    /** Of the health page. */
    public static final String SELLER_PASSWORD = "sandbox_seller_password";

    private final Stage stage;
    private final World world;
    private final Part platform;
    private final Traveller demo;
    private final List<Traveller> unused;

    private Site(Stage stage, World world, Part platform, Traveller demo, List<Traveller> travellers) {
        this.stage = stage;
        this.world = world;
        this.platform = platform;
        this.demo = demo;
        this.unused = new ArrayList<>(travellers);
    }

    /** Somebody whose eSIM was bought with this address. */
    public record Traveller(String email, String iccid) {}

    /**
     * Starts it with nothing but what the folder is given now.
     *
     * @param settings of the platform, over those of a demo
     */
    public static Site open(Path folder, Map<String, String> settings) {
        Stage.erase(folder);
        var stage = Stage.on(folder);
        try {
            var database = CompletableFuture.runAsync(stage::startDatabase);
            var worldPart = stage.startWorld(Ports.free(), "--esims", String.valueOf(TRAVELLERS));
            var world = new World(worldPart.url());
            var travellers = new ArrayList<Traveller>();
            var esims = writeEsims(world, stage.folder().resolve("esims.csv"), travellers);
            database.join();
            var all = new HashMap<>(Map.of(
                    "TAMPU_TAX_RULE",
                    "PE-IGV-18",
                    "TAMPU_AIRALO_GRACE_DAYS",
                    "180",
                    "TAMPU_SEED_CATALOG",
                    Home.find().folder().resolve(SAMPLE_CATALOG).toString(),
                    "TAMPU_SEED_PARTNER",
                    "demo:" + PARTNER_KEY + ":1000.00",
                    "TAMPU_SELLER_PASSWORD",
                    SELLER_PASSWORD,
                    "TAMPU_SEED_ESIMS",
                    esims.toString()));
            all.putAll(settings);
            var demo = travellers.removeFirst();
            all.put("TAMPU_SEED_CUSTOMER", demo.email() + ":" + DEMO_TOKEN + ":" + DEMO_BALANCE);
            var platform = stage.startPlatform(Ports.free(), all);
            world.notify(platform.url());
            return new Site(stage, world, platform, demo, travellers);
        } catch (RuntimeException problem) {
            stage.close();
            throw problem;
        }
    }

    /** What the world sold, each eSIM to another traveller. */
    private static Path writeEsims(World world, Path file, List<Traveller> travellers) {
        var csv = new StringBuilder("iccid,supplier,label,customer_email\n");
        for (var iccid : world.iccids(TRAVELLERS)) {
            var traveller = new Traveller("traveller-%03d@sandbox.invalid".formatted(travellers.size() + 1), iccid);
            travellers.add(traveller);
            csv.append(iccid)
                    .append(",airalo,Cusco trip,")
                    .append(traveller.email())
                    .append('\n');
        }
        try {
            return Files.writeString(file, csv);
        } catch (IOException problem) {
            throw new StageProblem("Cannot write " + file + ": " + problem.getMessage(), problem);
        }
    }

    /** Where the website answers. */
    public URI url() {
        return platform.url();
    }

    public URI at(String path) {
        return url().resolve(path);
    }

    public World world() {
        return world;
    }

    /** The one to whom {@link #DEMO_LINK} belongs, with money on the balance. */
    public Traveller demoTraveller() {
        return demo;
    }

    /** One whom nobody has used yet. */
    public Traveller traveller() {
        if (unused.isEmpty()) {
            throw new StageProblem("All " + TRAVELLERS + " travellers of the site are used: let it have more.");
        }
        return unused.removeFirst();
    }

    /** The seller's own proof, as the seller runs it: every payment ended in one renewal or one refund. Its complaints, else empty. */
    public String audit() {
        var said = stage.folder().resolve("logs/audit.log");
        var arguments = List.of(
                "audit",
                "--db",
                stage.database().url(Stage.DATABASE),
                "--world",
                world.url().toString());
        try {
            Files.deleteIfExists(said);
            var exit = Stage.runPlatform(arguments, ProcessBuilder.Redirect.appendTo(said.toFile()));
            return exit == 0 ? "" : Files.readString(said);
        } catch (IOException problem) {
            throw new StageProblem("The audit cannot be read: " + problem.getMessage(), problem);
        }
    }

    @Override
    public void close() {
        stage.close();
    }
}
