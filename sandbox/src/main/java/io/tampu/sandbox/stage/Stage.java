package io.tampu.sandbox.stage;

import io.tampu.sandbox.mail.MailServer;
import io.tampu.sandbox.stripe.Stripe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL, the world and any number of platforms on one data folder.
 *
 * <pre>{@code
 * try (var stage = Stage.on(folder)) {
 *     stage.startDatabase();
 *     var world = stage.startWorld(Ports.free(), "--esims", "24");
 *     var platform = stage.startPlatform(Ports.free(), Map.of("TAMPU_DELIVERY_DEADLINE_SECONDS", "5"));
 *     platform.kill();
 *     platform.restart();
 *     stage.database().kill();
 *     stage.database().start();
 * }
 * }</pre>
 *
 * What an earlier stage left behind on the folder (it may have been killed) is stopped first. Closing stops platforms,
 * world and database, in that order.
 */
public final class Stage implements AutoCloseable {

    public static final String DATABASE = "tampu";
    public static final String AIRALO_CLIENT_ID = "sandbox_airalo_client";
    public static final String AIRALO_CLIENT_SECRET = "sandbox_airalo_secret";

    private static final String WORLD = "io.tampu.sandbox.World";
    private static final String PLATFORM = "io.tampu.Tampu";

    /** By this option of theirs, parts that outlived their stage are found again. */
    private static final String MARK = "-Dtampu.stage=";

    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(20);

    private final DataFolder folder;
    private final Home home = Home.find();
    private final EmbeddedDatabase database;
    private final List<Part> platforms = new CopyOnWriteArrayList<>();
    private volatile Optional<Part> world = Optional.empty();
    private volatile List<String> jvmOfWorld = List.of();
    private volatile Duration startPatience = Part.START_PATIENCE;
    private volatile int mailPort;
    private volatile boolean closing;
    private boolean closed;

    private Stage(DataFolder folder) {
        this.folder = folder;
        this.database = EmbeddedDatabase.in(folder.postgres(), folder.logs().resolve("postgres.log"));
    }

    /** Takes the folder, or says in a {@link StageProblem} why it cannot be had. Nothing is started yet. */
    public static Stage on(Path folder) {
        var taken = DataFolder.take(folder);
        try {
            stopOrphans(taken.path());
            var stage = new Stage(taken);
            // Also when the program is told to end, or ends without a word.
            Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "stage-close"));
            return stage;
        } catch (RuntimeException problem) {
            taken.close();
            throw problem;
        }
    }

    /** The JDBC URL of the database that another stage is running on this folder at this moment, if one is. */
    public static Optional<String> databaseRunningOn(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        return DataFolder.isTaken(absolute)
                ? PostmasterPid.port(absolute.resolve("postgres")).map(port -> EmbeddedDatabase.url(port, DATABASE))
                : Optional.empty();
    }

    /** A command of the platform's that is no server, such as {@code audit}, on this terminal. Returns its exit code. */
    public static int runPlatform(List<String> arguments) {
        return runPlatform(arguments, ProcessBuilder.Redirect.INHERIT);
    }

    /** The same, with what it says going elsewhere. */
    public static int runPlatform(List<String> arguments, ProcessBuilder.Redirect output) {
        try {
            var builder = new ProcessBuilder(Home.find().java("platform", List.of(), PLATFORM, arguments))
                    .inheritIO()
                    .redirectOutput(output)
                    .redirectError(output);
            builder.environment().put("TAMPU_DB_USER", EmbeddedDatabase.USER);
            builder.environment().put("TAMPU_DB_PASSWORD", "");
            return builder.start().waitFor();
        } catch (IOException problem) {
            throw new StageProblem("The platform's command could not be started: " + problem.getMessage(), problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while waiting for the platform's command.", interrupted);
        }
    }

    /** Deletes what a stage has kept there. */
    public static void erase(Path folder) {
        stopOrphans(folder.toAbsolutePath().normalize());
        DataFolder.erase(folder);
    }

    private static void stopOrphans(Path folder) {
        var orphans = ProcessHandle.allProcesses()
                .filter(process -> Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(MARK + folder))
                .toList();
        orphans.forEach(ProcessHandle::destroy);
        for (var orphan : orphans) {
            try {
                orphan.onExit().get(ORPHAN_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException stubborn) {
                orphan.destroyForcibly();
            } catch (Exception problem) {
                throw new StageProblem("Process " + orphan.pid() + " of an earlier run could not be stopped.", problem);
            }
        }
    }

    public Path folder() {
        return folder.path();
    }

    /** To be set up with further settings, or killed and started again. */
    public EmbeddedDatabase database() {
        return database;
    }

    /** Starts PostgreSQL with an (at first empty) database {@link #DATABASE}. */
    public EmbeddedDatabase startDatabase() {
        database.start().create(DATABASE);
        return database;
    }

    /** For the next start of the world: options of its JVM that go over its usual ones. A million eSIMs want more heap. */
    public Stage withJvmOfWorld(String... options) {
        jvmOfWorld = List.of(options);
        return this;
    }

    /** For the next starts: how long a part may take until it is ready. Seeding a million eSIMs takes minutes. */
    public Stage withStartPatience(Duration patience) {
        startPatience = patience;
        return this;
    }

    /** Starts the sandbox world; its own store is in the data folder. It takes letters on a port that is free. */
    public Part startWorld(int port, String... more) {
        mailPort = Ports.free();
        var arguments = new ArrayList<>(List.of(
                "--port",
                String.valueOf(port),
                "--mail-port",
                String.valueOf(mailPort),
                "--data",
                folder.path().resolve("world").toString()));
        arguments.addAll(Arrays.asList(more));
        var options = new ArrayList<>(marked());
        options.addAll(jvmOfWorld);
        var command = home.java("sandbox", options, WORLD, arguments);
        var part =
                new Part("world", command, Map.of(), folder.logs().resolve("world.log"), "world ready", startPatience);
        register(() -> world = Optional.of(part));
        return part.start();
    }

    /** Where the world takes letters. */
    public int mailPort() {
        return mailPort;
    }

    /** Starts a platform on the database and the world; the settings go over those that the stage has for it. */
    public Part startPlatform(int port, Map<String, String> settings) {
        var name = platforms.isEmpty() ? "platform" : "platform-" + (platforms.size() + 1);
        var all = new LinkedHashMap<>(platformSettings(port));
        all.putAll(settings);
        var jvmOptions = new ArrayList<>(marked());
        jvmOptions.addAll(home.quickStart());
        var command = home.java("platform", jvmOptions, PLATFORM, List.of("serve"));
        var part = new Part(name, command, all, folder.logs().resolve(name + ".log"), "tampu ready", startPatience);
        register(() -> platforms.add(part));
        return part.start();
    }

    /** What is registered is stopped by closing, however far its start has come. */
    private void register(Runnable registration) {
        synchronized (folder) {
            if (closing) {
                throw new StageProblem("Nothing is started any more: the stage is closing.");
            }
            registration.run();
        }
    }

    private Map<String, String> platformSettings(int port) {
        var url = "http://127.0.0.1:" + port;
        var worldUrl = world.map(part -> part.url().toString()).orElse("http://127.0.0.1:8090");
        return Map.ofEntries(
                Map.entry("TAMPU_PORT", String.valueOf(port)),
                Map.entry("TAMPU_PUBLIC_URL", url),
                Map.entry("TAMPU_DB_URL", database.url(DATABASE)),
                Map.entry("TAMPU_DB_USER", EmbeddedDatabase.USER),
                Map.entry("TAMPU_DB_PASSWORD", ""),
                Map.entry("TAMPU_OUTSIDE", "sandbox"),
                Map.entry("TAMPU_AIRALO_URL", worldUrl + "/airalo"),
                Map.entry("TAMPU_AIRALO_CLIENT_ID", AIRALO_CLIENT_ID),
                Map.entry("TAMPU_AIRALO_CLIENT_SECRET", AIRALO_CLIENT_SECRET),
                Map.entry("TAMPU_STRIPE_URL", worldUrl + Stripe.PREFIX),
                Map.entry("TAMPU_STRIPE_PAGES", worldUrl.toString()),
                Map.entry("TAMPU_STRIPE_SECRET_KEY", Stripe.SECRET_KEY),
                Map.entry("TAMPU_STRIPE_WEBHOOK_SECRETS", Stripe.WEBHOOK_SECRET),
                Map.entry(
                        "TAMPU_SMTP_URL",
                        "smtp://" + MailServer.USER + ":" + MailServer.PASSWORD + "@127.0.0.1:" + mailPort),
                Map.entry("TAMPU_MAIL_FROM", "Tampu <renew@tampu.example>"),
                Map.entry("TAMPU_OFFER_SECRET", "sandbox_offer_secret_of_the_stage"));
    }

    private List<String> marked() {
        return List.of(MARK + folder.path(), "-Dtampu.home=" + home.folder());
    }

    /** The world and the platforms, as far as they were started. */
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        world.ifPresent(parts::add);
        parts.addAll(platforms);
        return parts;
    }

    /** True from the moment at which {@link #close} is called: from then on it is no accident when a part stops. */
    public boolean isClosing() {
        return closing;
    }

    /** Stops what runs, in order. A second call, from whatever thread, waits for the first and does nothing. */
    @Override
    public void close() {
        closing = true;
        synchronized (folder) {
            if (!closed) {
                platforms.reversed().forEach(Part::retire);
                world.ifPresent(Part::retire);
                database.close();
                folder.close();
                closed = true;
            }
        }
    }
}
