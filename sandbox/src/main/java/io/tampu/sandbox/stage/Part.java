package io.tampu.sandbox.stage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program of ours, running as a process of its own: the world or a platform. It writes to a log of its own, says in one
 * line when it is ready, and stops on SIGTERM. Ctrl-C in the terminal does not reach it: the stage stops its parts in order.
 */
public final class Part {

    static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE =
            Duration.ofSeconds(System.getProperty("tampu.training") == null ? 20 : 180);
    private static final int LOOK_EVERY_MILLIS = 20;

    private final String name;
    private final List<String> command;
    private final Map<String, String> settings;
    private final Path logPath;
    private final Pattern readyLine;
    private final Duration startPatience;

    private Optional<Process> process = Optional.empty();
    private Optional<URI> url = Optional.empty();
    private boolean retired;

    /** Not started yet. The ready line is {@code readyWords} and a URL. */
    Part(String name, List<String> command, Map<String, String> settings, Path log, String readyWords) {
        this(name, command, settings, log, readyWords, START_PATIENCE);
    }

    Part(
            String name,
            List<String> command,
            Map<String, String> settings,
            Path log,
            String readyWords,
            Duration startPatience) {
        this.name = name;
        this.command = deafToCtrlC(command);
        this.settings = Map.copyOf(settings);
        this.logPath = log;
        this.startPatience = startPatience;
        this.readyLine = Pattern.compile("(?m)^" + readyWords + " (http://\\S+)$");
    }

    /** A signal that is ignored when a program starts stays ignored in it. */
    private static List<String> deafToCtrlC(List<String> command) {
        var deaf = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
        deaf.addAll(command);
        return deaf;
    }

    /** Returns when it is ready. */
    Part start() {
        try {
            var log = LogFile.from(logPath);
            var started = launch();
            url = Optional.of(awaitReady(started, log));
            return this;
        } catch (IOException problem) {
            throw new StageProblem("The " + name + " could not be started: " + problem.getMessage(), problem);
        }
    }

    /** Not while {@link #retire} runs in another thread: a process started after that would be left behind. */
    private synchronized Process launch() throws IOException {
        if (retired) {
            throw new StageProblem("The " + name + " is not started any more: the stage is closing.");
        }
        var builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logPath.toFile()));
        // Settings of the person's own shell are for their own platform.
        builder.environment().keySet().removeIf(setting -> setting.startsWith("TAMPU_"));
        builder.environment().putAll(settings);
        var started = builder.start();
        process = Optional.of(started);
        return started;
    }

    private URI awaitReady(Process started, LogFile log) {
        var giveUpAt = System.nanoTime() + startPatience.toNanos();
        try {
            while (System.nanoTime() < giveUpAt) {
                var hasStopped = started.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                var ready = readyLine.matcher(log.beginning());
                if (ready.find()) {
                    return URI.create(ready.group(1));
                }
                if (hasStopped) {
                    throw new StageProblem("The " + name + " stopped while starting (" + log.reason() + "): its log is "
                            + logPath + ".");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        started.destroyForcibly();
        throw new StageProblem("The " + name + " was not ready after " + startPatience.toSeconds() + " seconds ("
                + log.reason() + "): its log is " + logPath + ".");
    }

    public String name() {
        return name;
    }

    /** Where it answers, as its ready line said. */
    public URI url() {
        return url.orElseThrow(this::notStarted);
    }

    public long pid() {
        return started().pid();
    }

    public Path log() {
        return logPath;
    }

    public boolean isAlive() {
        return process.filter(Process::isAlive).isPresent();
    }

    /** Completes when the process that runs now is gone, for whatever reason. */
    public CompletableFuture<?> whenGone() {
        return started().onExit();
    }

    /** SIGKILL: nothing is written, nothing is said. Returns when it is gone. */
    public void kill() {
        started().destroyForcibly().onExit().join();
    }

    /** The same command with the same settings once more. Returns when it is ready. */
    public void restart() {
        stop();
        start();
    }

    /** SIGTERM, and SIGKILL to one that does not listen. Returns when it is gone. Does nothing when it does not run. */
    public void stop() {
        if (!isAlive()) {
            return;
        }
        started().destroy();
        try {
            if (!started().waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /** Stops it for good, whatever another thread is doing with it. */
    void retire() {
        synchronized (this) {
            retired = true;
        }
        stop();
    }

    private Process started() {
        return process.orElseThrow(this::notStarted);
    }

    private IllegalStateException notStarted() {
        return new IllegalStateException("The " + name + " has not been started.");
    }
}
