package io.tampu.sandbox.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** PostgreSQL's own programs, run on one data folder. */
record PostgresCommands(Path binaries, Path folder, Path log) {

    private static final String START_PATIENCE_SECONDS = "60";
    private static final String STOP_PATIENCE_SECONDS = "30";
    private static final int COMMAND_PATIENCE_SECONDS = 120;

    /** Makes the folder's first content elsewhere and renames it: a crash leaves no half of it. */
    void initialise() throws IOException {
        var unfinished = folder.resolveSibling(folder.getFileName() + ".new");
        deleteAll(unfinished);
        Files.createDirectories(unfinished);
        RunAs.chosen().handOver(unfinished);
        var output = LogFile.from(log);
        // The builtin locale sorts alike on every system.
        if (!run(
                "initdb",
                "-D",
                unfinished.toString(),
                "-U",
                EmbeddedDatabase.USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8")) {
            throw new StageProblem(
                    "PostgreSQL could not make its data folder (" + output.reason() + "): its log is " + log + ".");
        }
        Files.move(unfinished, folder);
    }

    /** Waits until the server answers. Empty when it does; else the reason from its log. */
    Optional<String> start(int port, Map<String, String> settings) throws IOException {
        var options = new StringBuilder("-p " + port);
        settings.forEach((name, value) ->
                options.append(" -c ").append(name).append("='").append(value).append("'"));
        var output = LogFile.from(log);
        RunAs.chosen().handOver(folder);
        RunAs.chosen().handOver(Files.exists(log) ? log : Files.createFile(log));
        var started = run(
                "pg_ctl",
                "-D",
                folder.toString(),
                "-l",
                log.toString(),
                "-w",
                "-t",
                START_PATIENCE_SECONDS,
                "-o",
                options.toString(),
                "start");
        return started ? Optional.empty() : Optional.of(output.reason());
    }

    /** {@code fast} ends the clients and writes everything down; {@code immediate} leaves that to the next start. */
    boolean stop(String mode) throws IOException {
        return run("pg_ctl", "-D", folder.toString(), "-m", mode, "-w", "-t", STOP_PATIENCE_SECONDS, "stop");
    }

    private boolean run(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>(
                List.of(binaries.resolve("bin").resolve(program).toString()));
        command.addAll(Arrays.asList(arguments));
        var process = new ProcessBuilder(RunAs.chosen().command(command))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (process.waitFor(COMMAND_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while waiting for " + program + ".", interrupted);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
