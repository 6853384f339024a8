package io.tampu.sandbox.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code postmaster.pid} says. After a crash it may name a process that is gone, or by now another program's. */
record PostmasterPid(Path folder, ProcessHandle process) {

    static final String FILE = "postmaster.pid";
    private static final int PORT_LINE = 3;

    static Optional<PostmasterPid> read(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .filter(line -> line.strip().matches("[0-9]{1,10}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    .map(process -> new PostmasterPid(folder, process));
        }
    }

    /** The port of the server that runs on the folder; the file's fourth line. */
    static Optional<Integer> port(Path folder) {
        try {
            if (read(folder).filter(PostmasterPid::isServerOfThisFolder).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(Integer.valueOf(
                    Files.readAllLines(folder.resolve(FILE)).get(PORT_LINE).strip()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** A PostgreSQL server works in its data folder. Where the system does not tell, the command line names it. */
    boolean isServerOfThisFolder() {
        if (!process.isAlive() || !process.info().command().orElse("").endsWith("postgres")) {
            return false;
        }
        try {
            return Path.of("/proc", String.valueOf(process.pid()), "cwd")
                    .toRealPath()
                    .equals(folder.toRealPath());
        } catch (IOException notToldHere) {
            return process.info().commandLine().orElse("").contains(folder.toString());
        }
    }
}
