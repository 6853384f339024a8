package io.tampu.sandbox.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real PostgreSQL whose data stays in a folder. It is as safe as a production server: {@code fsync} and
 * {@code synchronous_commit} are on, and a start that finds them otherwise fails. It listens on loopback only, where every
 * user of the machine may connect without a password.
 *
 * <p>It outlives a SIGKILL of the program that started it; the next start on the same folder stops that orphan first. The
 * caller sees to it that one program at a time uses the folder ({@link Stage} does).
 */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String USER = "postgres";

    /** A killed server's children may hold its shared memory for a moment; each attempt takes pg_ctl a tenth of a second. */
    private static final int START_ATTEMPTS = 50;

    private static final int LOOK_EVERY_MILLIS = 10;

    private static final List<String> MUST_BE_ON = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final PostgresCommands commands;
    private final int port = Ports.free();
    private final Map<String, String> settings = settingsForTwoCores();
    private boolean retired;

    private EmbeddedDatabase(Path folder, Path log) {
        this.commands = new PostgresCommands(PostgresBinaries.unpack(Home.find().unpacked()), folder, log);
    }

    /** Not started yet. The folder is made by the first start; its parent holds the log, {@code postgres.log}. */
    public static EmbeddedDatabase in(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        return in(absolute, absolute.resolveSibling("postgres.log"));
    }

    static EmbeddedDatabase in(Path folder, Path log) {
        return new EmbeddedDatabase(folder, log);
    }

    private static Map<String, String> settingsForTwoCores() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", ""); // A socket's path may be 107 characters long, a folder's longer.
        MUST_BE_ON.forEach(setting -> settings.put(setting, "on"));
        settings.put("max_connections", "200");
        settings.put("shared_buffers", "256MB");
        settings.put("effective_cache_size", "1GB");
        settings.put("wal_buffers", "16MB");
        settings.put("max_wal_size", "2GB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("random_page_cost", "1.1");
        settings.put("jit", "off"); // Compiling costs more than our short statements.
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_checkpoints", "off");
        return settings;
    }

    /** For the next start: a setting of postgresql.conf, such as {@code shared_preload_libraries}. */
    public EmbeddedDatabase with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Returns when the server answers. After {@link #kill} and {@link #stop} it comes back on the same port. */
    public synchronized EmbeddedDatabase start() {
        if (retired) {
            throw new StageProblem("PostgreSQL is not started any more: the stage is closing.");
        }
        try {
            if (Files.exists(commands.folder())) {
                refuseOtherMajorVersion();
                clearOrphan();
            } else {
                commands.initialise();
            }
            var problem = commands.start(port, settings);
            for (int attempt = 1; problem.isPresent(); attempt++) {
                if (attempt == START_ATTEMPTS || !problem.get().contains("pre-existing shared memory")) {
                    throw new StageProblem(
                            "PostgreSQL does not start (" + problem.get() + "): its log is " + commands.log() + ".");
                }
                problem = commands.start(port, settings);
            }
            checkThatItIsSafe();
            return this;
        } catch (IOException problem) {
            throw new StageProblem(
                    "PostgreSQL's data in " + commands.folder() + " cannot be used: " + problem.getMessage(), problem);
        }
    }

    private void refuseOtherMajorVersion() throws IOException {
        var found = Files.readString(commands.folder().resolve("PG_VERSION")).strip();
        var ours = commands.binaries().getFileName().toString().replaceFirst(".*-(\\d+)\\.\\d+\\.\\d+$", "$1");
        if (!found.equals(ours)) {
            throw new StageProblem("The data in " + commands.folder() + " was written by PostgreSQL " + found
                    + " and this is " + ours + ": use the Tampu that wrote it, or start anew with --fresh.");
        }
    }

    /** Stops a server that was left behind; a file that names no server of this folder is stale and would block the start. */
    private void clearOrphan() throws IOException {
        var left = PostmasterPid.read(commands.folder());
        if (left.filter(PostmasterPid::isServerOfThisFolder).isPresent()) {
            stop();
        } else {
            Files.deleteIfExists(commands.folder().resolve(PostmasterPid.FILE));
        }
    }

    private void checkThatItIsSafe() {
        for (var setting : MUST_BE_ON) {
            if (!"on".equals(ask("SHOW " + setting))) {
                throw new StageProblem(
                        "PostgreSQL runs with " + setting + " off, so a power cut could lose what it confirmed:"
                                + " its settings are in " + commands.folder().resolve("postgresql.auto.conf") + ".");
            }
        }
    }

    public int port() {
        return port;
    }

    /** A JDBC URL that names the user as well. */
    public String url(String database) {
        return url(port, database);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    /** The postmaster's; the other processes of the server are its children. */
    public long pid() {
        return server().pid();
    }

    public boolean isAlive() {
        try {
            return PostmasterPid.read(commands.folder())
                    .filter(PostmasterPid::isServerOfThisFolder)
                    .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Completes when the server is gone, for whatever reason. */
    public CompletableFuture<?> whenGone() {
        return server().onExit();
    }

    private ProcessHandle server() {
        try {
            return PostmasterPid.read(commands.folder())
                    .map(PostmasterPid::process)
                    .orElseThrow(() -> new StageProblem("PostgreSQL is not running on " + commands.folder() + "."));
        } catch (IOException problem) {
            throw new StageProblem("PostgreSQL's data in " + commands.folder() + " cannot be read.", problem);
        }
    }

    public Path log() {
        return commands.log();
    }

    /** Makes an empty database, unless it is there. */
    public void create(String database) {
        if (!"1".equals(ask("SELECT count(*) FROM pg_database WHERE datname = '" + database + "'"))) {
            execute("CREATE DATABASE " + database);
        }
    }

    /** A copy of a database to which nobody is connected: a tenth of a second, so each test class can have one. */
    public void copy(String template, String copy) {
        execute("CREATE DATABASE " + copy + " TEMPLATE " + template + " STRATEGY FILE_COPY");
    }

    public void drop(String database) {
        execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    private void execute(String sql) {
        try (var connection = DriverManager.getConnection(url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException problem) {
            throw new StageProblem("PostgreSQL refused '" + sql + "': " + problem.getMessage(), problem);
        }
    }

    private String ask(String sql) {
        try (var connection = DriverManager.getConnection(url("postgres"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException problem) {
            throw new StageProblem("PostgreSQL refused '" + sql + "': " + problem.getMessage(), problem);
        }
    }

    /** SIGKILL to all of its processes: what a power cut leaves, but for the disk's own cache. */
    public void kill() {
        var postmaster = server();
        var children = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        while (isAlive()) {
            awaitExit(postmaster, LOOK_EVERY_MILLIS);
        }
    }

    /** Dead is sooner than exited: until its adoptive parent asks for it, a killed process is still listed. */
    private static void awaitExit(ProcessHandle process, int atMostMillis) {
        try {
            process.onExit().get(atMostMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            // The caller looks again.
        } catch (InterruptedException | ExecutionException problem) {
            throw new StageProblem("PostgreSQL's end could not be awaited.", problem);
        }
    }

    /** Ends the clients' connections, writes everything down and stops. Does nothing when it does not run. */
    public synchronized void stop() {
        try {
            if (isAlive() && !commands.stop("fast") && isAlive()) {
                commands.stop("immediate");
            }
        } catch (IOException problem) {
            throw new StageProblem("PostgreSQL on " + commands.folder() + " could not be stopped.", problem);
        }
    }

    /** Stops it for good; waits for a start that another thread is at. */
    @Override
    public synchronized void close() {
        retired = true;
        stop();
    }
}
