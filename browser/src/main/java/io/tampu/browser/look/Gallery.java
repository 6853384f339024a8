package io.tampu.browser.look;

import io.tampu.browser.Chromium;
import io.tampu.browser.Site;
import io.tampu.sandbox.stage.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tampu gallery}. */
@Command(
        name = "./tampu gallery",
        usageHelpWidth = 110,
        header = "Takes pictures of every page of the website, in three languages and two themes.",
        description =
                "Starts a site of its own, walks through it with a Chromium, and writes a contact sheet for each page.")
public final class Gallery implements Callable<Integer> {

    @Option(names = "--into", paramLabel = "DIR", description = "Where to (docs/gallery beside the launcher).")
    private Optional<Path> into = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    public static void main(String[] arguments) {
        System.exit(Look.execute(new Gallery(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        var home = Home.find().folder();
        var folder = Files.createDirectories(into.orElse(home.resolve("docs/gallery")));
        try (var chromium = Chromium.start();
                var site = Site.open(home.resolve("browser/target/gallery"), Map.of())) {
            var sights = Sights.of(chromium, site);
            Pictures.take(chromium, sights, folder);
            System.out.println(sights.size() + " pages are in " + folder);
            return 0;
        }
    }
}
