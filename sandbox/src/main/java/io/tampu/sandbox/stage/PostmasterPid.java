package io.tampu.sandbox.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code postmaster.pid} says. After a crash it may name a process that is gone, or by now another program's. */
record PostmasterPid(Path folder, ProcessHandle process) {

    static Optional<PostmasterPid> read(Path folder) throws IOException {
        var file = folder.resolve("postmaster.pid");
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
