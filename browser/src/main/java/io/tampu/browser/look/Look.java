package io.tampu.browser.look;

import io.tampu.browser.Chromium;
import io.tampu.browser.Site;
import io.tampu.sandbox.stage.Home;
import io.tampu.sandbox.stage.StageProblem;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tampu look}. */
@Command(
        name = "./tampu look",
        usageHelpWidth = 110,
        header = "Asks every page of the website what it weighs, how slow it is and whom it shuts out.",
        description = {
            "",
            "Starts a site of its own and visits every page with a Chromium: in three languages and two themes with axe-core, from"
                    + " 320 to 1920 pixels, with larger and airier text, with the Tab key, with a person's own colours, without"
                    + " script and pictures, with an empty cache and a full one, and at 400 kbit/s and 400 ms."
        },
        footer = {"", "Exits 0 when nothing is wrong, 1 when something is: then it says what, and where."})
public final class Look implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    public static void main(String[] arguments) {
        System.exit(execute(new Look(), arguments));
    }

    static int execute(Object command, String... arguments) {
        var line = new CommandLine(command);
        line.setExecutionExceptionHandler((problem, one, given) -> {
            if (problem instanceof StageProblem known) {
                System.err.println("tampu: " + known.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw problem;
        });
        return line.execute(arguments);
    }

    @Override
    public Integer call() {
        try (var chromium = Chromium.start();
                var site = Site.open(Home.find().folder().resolve("browser/target/look"), Map.of())) {
            var seen = Matrix.of(chromium, Sights.of(chromium, site));
            System.out.println("Chromium " + chromium.version());
            System.out.print(Seen.table(seen));
            return seen.stream().allMatch(Seen::isSound) ? 0 : 1;
        }
    }
}
