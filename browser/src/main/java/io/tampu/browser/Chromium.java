package io.tampu.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.tampu.sandbox.stage.StageProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * This machine's Chromium, without a window, driven by Playwright. One is started and serves everybody; each {@link Device} has an
 * empty profile of its own in it. To be used by one thread.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final List<Path> APPLICATIONS = List.of(
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    /** Names lead nowhere but here, so that no page, and no browser on its own account, can ask another machine. */
    private static final String LOOPBACK_ONLY =
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1";

    private static final List<String> FLAGS = List.of(
            "--no-sandbox", // Without it, Chromium refuses to run as root, as in CI.
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            LOOPBACK_ONLY);

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it, or says in a {@link StageProblem} what is missing and how to get it. */
    public static Chromium start() {
        var program = find(Optional.ofNullable(System.getenv("TAMPU_CHROMIUM")), path());
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(playwrightSettings()));
        try {
            var browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setHeadless(true)
                            .setArgs(FLAGS));
            return new Chromium(playwright, browser);
        } catch (RuntimeException problem) {
            playwright.close();
            throw new StageProblem("Chromium (" + program + ") does not start: " + problem.getMessage(), problem);
        }
    }

    /** A person's browser with an empty profile. To be closed. */
    public Device device(View view) {
        return new Device(browser, view);
    }

    public String version() {
        return browser.version();
    }

    /** @param told by a setting; then no other will do */
    static Path find(Optional<String> told, List<Path> folders) {
        var places = told.isPresent()
                ? told.stream().map(Path::of)
                : Stream.concat(
                        NAMES.stream().flatMap(name -> folders.stream().map(folder -> folder.resolve(name))),
                        APPLICATIONS.stream());
        return places.filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new StageProblem("No Chromium found"
                        + told.map(where -> " at " + where).orElse("")
                        + ": the website is looked at in a real one. Install it (apt-get install chromium fonts-noto-cjk), or set"
                        + " TAMPU_CHROMIUM to where one is."));
    }

    /** Playwright must not fetch browsers of its own. Without a Node.js in the path, the one bundled with it is taken. */
    private static Map<String, String> playwrightSettings() {
        var settings = new HashMap<>(System.getenv());
        settings.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        if (Chromium.class.getResource("/driver/linux") == null) {
            path().stream()
                    .map(folder -> folder.resolve("node"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(node -> settings.putIfAbsent("PLAYWRIGHT_NODEJS_PATH", node.toString()));
        }
        return settings;
    }

    private static List<Path> path() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
