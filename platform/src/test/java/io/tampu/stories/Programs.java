package io.tampu.stories;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Programs of ours as processes of their own, which print as in production; what they print is in a folder. */
final class Programs implements AutoCloseable {

    private static final int MOST_LOOKS = 600;
    private static final int LOOK_MILLIS = 100;
    private static final int STOP_SECONDS = 60;

    /** Asks again and again, for a minute. */
    interface Question {
        boolean isAnswered() throws IOException;
    }

    private final Path folder;
    private final List<Process> started = new ArrayList<>();

    Programs(Path folder) {
        this.folder = folder;
    }

    /** The sandbox's world, on this port; returns when it is ready. */
    Process startWorld(int port) throws IOException, InterruptedException {
        Process world = start(
                "world",
                Map.of(),
                "io.tampu.sandbox.World",
                "--port",
                String.valueOf(port),
                "--data",
                folder.resolve("world").toString());
        awaitLine("world", "world ready");
        return world;
    }

    Process start(String name, Map<String, String> environment, String... program) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As in production, not as in tests.
                "-Dlogback.configurationFile=logback.xml",
                "-Dlogging.config=classpath:logback.xml",
                "-Duser.timezone=UTC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(program));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** A program that ends by itself. */
    void run(String name, Map<String, String> environment, String... program) throws IOException, InterruptedException {
        if (start(name, environment, program).waitFor() != 0) {
            throw new IllegalStateException(name + " failed: " + printed(name));
        }
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    String printed(String name) throws IOException {
        return Files.readString(log(name));
    }

    void awaitLine(String name, String line) throws IOException, InterruptedException {
        await(name + " says '" + line + "'", () -> printed(name).contains(line));
    }

    static void await(String what, Question question) throws IOException, InterruptedException {
        for (int i = 0; i < MOST_LOOKS; i++) {
            if (question.isAnswered()) {
                return;
            }
            new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException("never: " + what);
    }

    /** Where the platform of this name answers, once it is ready. */
    int portOf(String name) throws IOException, InterruptedException {
        awaitLine(name, "tampu ready http");
        var ready = Pattern.compile("tampu ready http://127.0.0.1:([0-9]+)").matcher(printed(name));
        return ready.results()
                .findFirst()
                .map(found -> Integer.parseInt(found.group(1)))
                .orElseThrow();
    }

    static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    static int freePort() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return any.getLocalPort();
        }
    }

    /** Leaves nothing running. */
    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}
