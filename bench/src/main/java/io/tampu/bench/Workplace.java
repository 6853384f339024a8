package io.tampu.bench;

import io.tampu.sandbox.stage.Home;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every measurement: where it works, and what it tells besides its figures. */
final class Workplace {

    @Option(
            names = "--dearest",
            paramLabel = "N",
            defaultValue = "0",
            description = "Print the N statements that took the server most time, after each measurement.")
    private int dearest;

    @Option(names = "--data", paramLabel = "DIR", description = "Where it works; erased first (target/bench).")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--keep", description = "Leave the folder with data and logs there.")
    private boolean keep;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    int dearest() {
        return dearest;
    }

    Path folder() {
        return data.orElseGet(() -> Home.find().folder().resolve("target").resolve("bench"));
    }

    boolean keep() {
        return keep;
    }
}
