package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark, the yardstick: TPC-B-like transactions on the same server, in a database of their own. */
final class Pgbench {

    static final String DATABASE = "pgbench";

    private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+) ");
    private static final Pattern LATENCY = Pattern.compile("(?m)^latency average = ([0-9.]+) ms");

    private final Path program;
    private final EmbeddedDatabase server;

    /** One turn. */
    record Turn(double perSecond, double latencyMillis) {}

    private Pgbench(Path program, EmbeddedDatabase server) {
        this.program = program;
        this.server = server;
    }

    /** On the PATH, or where Debian puts the newest. Empty: this machine has none. */
    static Optional<Pgbench> find(EmbeddedDatabase server) {
        var onPath = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "pgbench"));
        return Stream.concat(onPath, ofDebian())
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Pgbench(program, server));
    }

    private static Stream<Path> ofDebian() {
        var all = new ArrayList<Path>();
        try (var versions = Files.newDirectoryStream(Path.of("/usr/lib/postgresql"))) {
            versions.forEach(version -> all.add(version.resolve("bin/pgbench")));
        } catch (IOException none) {
            return Stream.empty();
        }
        return all.stream().sorted(Comparator.reverseOrder());
    }

    String version() {
        return run(List.of("--version")).strip();
    }

    /** Makes the tables; the rows are made on the server, which is quicker. */
    void fill(int scale) {
        server.create(DATABASE);
        run(List.of("-i", "-q", "-I", "dtGvp", "-s", String.valueOf(scale)));
    }

    Turn take(int clients, int seconds) {
        var said =
                run(List.of("-M", "prepared", "-c", String.valueOf(clients), "-j", "2", "-T", String.valueOf(seconds)));
        return new Turn(number(RATE, said), number(LATENCY, said));
    }

    private String run(List<String> options) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(options);
        command.addAll(
                List.of("-h", "127.0.0.1", "-p", String.valueOf(server.port()), "-U", EmbeddedDatabase.USER, DATABASE));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new StageProblem(String.join(" ", command) + " failed: " + said.strip());
            }
            return said;
        } catch (IOException problem) {
            throw new StageProblem("pgbench could not be started: " + problem.getMessage(), problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while pgbench ran.", interrupted);
        }
    }

    private static double number(Pattern wanted, String said) {
        var found = wanted.matcher(said);
        if (!found.find()) {
            throw new StageProblem("pgbench said something unknown: " + said.strip());
        }
        return Double.parseDouble(found.group(1));
    }
}
