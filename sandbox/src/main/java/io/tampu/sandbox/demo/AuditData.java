package io.tampu.sandbox.demo;

import io.tampu.sandbox.stage.Home;
import io.tampu.sandbox.stage.Ports;
import io.tampu.sandbox.stage.Stage;
import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./tampu audit} of a demo's data: whether that runs or not, the platform's audit gets a database and a world. */
@Command(
        name = "./tampu audit",
        sortOptions = false,
        usageHelpWidth = 110,
        header = "Proves the books: every payment ended in one renewal or one refund, to the cent.",
        description = {
            "",
            "Compares the balances with the postings, the money kept with the data given, the top-ups with the renewals, and"
                    + " our ledger with the world's. It only reads. A demo's data can be audited while the demo runs or after;"
                    + " with --db URL, or with TAMPU_DB_URL set, a database in production is audited instead.",
            "",
            "Options:"
        },
        footer = {"", "Exits 0 when everything holds, 1 when something does not: then it says what, and by how much."})
public final class AuditData implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", description = "A demo's data folder (.tampu beside the launcher).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--world",
            paramLabel = "URL",
            description = "The world whose ledger must equal ours; a demo's data brings its own.")
    private Optional<String> world = Optional.empty();

    @Option(names = "--json", description = "Print the line of JSON only.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    public static void main(String[] arguments) {
        System.exit(OneSentence.execute(new AuditData(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        var folder = data.orElse(Home.find().data());
        if (!Files.exists(folder.resolve("postgres"))) {
            throw new StageProblem(
                    "There is no data in " + folder + ": ./tampu demo makes some, --data names another folder.");
        }
        var running = Stage.databaseRunningOn(folder);
        if (running.isPresent()) {
            return audit(running.get(), world.or(() -> worldOfTheDemoOn(folder)));
        }
        try (var stage = Stage.on(folder)) {
            var url = stage.startDatabase().url(Stage.DATABASE);
            var worldUrl = world.isPresent()
                    ? world.get()
                    : stage.startWorld(Ports.free()).url().toString();
            return audit(url, Optional.of(worldUrl));
        }
    }

    private static Optional<String> worldOfTheDemoOn(Path folder) {
        var file = folder.resolve(DemoFile.NAME);
        if (!Files.exists(file)) {
            throw new StageProblem("The demo on " + folder + " is not ready yet: audit it when it is.");
        }
        return JsonMapper.shared().readTree(file.toFile()).path("world").asStringOpt();
    }

    private int audit(String db, Optional<String> world) {
        var arguments = new ArrayList<>(List.of("audit", "--db", db));
        world.ifPresent(url -> arguments.addAll(List.of("--world", url)));
        if (json) {
            arguments.add("--json");
        }
        return Stage.runPlatform(arguments);
    }
}
