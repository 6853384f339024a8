package io.tampu.sandbox.demo;

import io.tampu.sandbox.stage.Home;
import io.tampu.sandbox.stage.Ports;
import io.tampu.sandbox.stage.Stage;
import io.tampu.sandbox.stage.StageProblem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tampu demo}: its options, its end, and the sentence for everything that can go wrong. */
@Command(
        name = "./tampu demo",
        sortOptions = false,
        usageHelpWidth = 110,
        header = "Starts everything on this machine and renews one eSIM before your eyes.",
        description = {
            "",
            "A PostgreSQL, a sandbox world (the wholesaler and the phones, all pretended) and the platform, which knows"
                    + " nothing of the pretence. They get a sample catalogue for Peru, eSIMs that can be renewed, and a partner"
                    + " with a balance. Then one eSIM is renewed through the partner API, each step with its time, up to the"
                    + " receipt. All of it stays up until Ctrl-C, which stops it in order; the data stays for the next time.",
            "",
            "Options:"
        },
        footer = {
            "",
            "What runs where is in demo.json in the data folder, the parts' logs in its folder logs.",
            "Exits 0 with --once when the eSIM was renewed, 1 when something failed, 2 on a wrong option."
        })
public final class Demo implements Callable<Integer> {

    @Option(names = "--once", description = "Exit after the renewal: 0 only if the eSIM was renewed.")
    private boolean once;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The platform's (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--world-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "The sandbox world's (${DEFAULT-VALUE}).")
    private int worldPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (.tampu beside the launcher).")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--fresh", description = "Delete what is kept there and start anew.")
    private boolean fresh;

    @Option(
            names = "--esims",
            paramLabel = "N",
            defaultValue = "24",
            description = "How many renewable eSIMs a new data folder gets, at least 2 (${DEFAULT-VALUE}).")
    private int esims;

    @Option(
            names = "--delivery-deadline",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Paid and not delivered after so long: the money goes back (${DEFAULT-VALUE}).")
    private int deliveryDeadlineSeconds;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    /** By itself, and not by Ctrl-C. */
    private volatile boolean ended;

    record Options(int port, int worldPort, int esims, int deliveryDeadlineSeconds, boolean once) {}

    public static void main(String[] arguments) {
        System.exit(OneSentence.execute(new Demo(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        refuseNonsense();
        var home = Home.find();
        var folder = data.orElse(home.data());
        if (fresh) {
            Stage.erase(folder);
        }
        try (var stage = Stage.on(folder)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> farewell(stage), "demo-farewell"));
            var show = new Show(
                    stage, home, new Options(orFree(port), orFree(worldPort), esims, deliveryDeadlineSeconds, once));
            try {
                var renewed = show.play();
                if (once) {
                    return renewed ? 0 : 1;
                }
                throw show.awaitDeath();
            } catch (StageProblem problem) {
                if (stage.isClosing()) {
                    return 0; // Ctrl-C: the parts stop because they were told to.
                }
                throw problem;
            } finally {
                ended = !stage.isClosing();
            }
        }
    }

    private static int orFree(int port) {
        return port == 0 ? Ports.free() : port;
    }

    private void refuseNonsense() {
        if (esims < 2) {
            throw new StageProblem("--esims is " + esims
                    + " and must be at least 2: one is renewed before your eyes, the others" + " are yours.");
        }
        if (deliveryDeadlineSeconds < 1) {
            throw new StageProblem(
                    "--delivery-deadline is " + deliveryDeadlineSeconds + " and must be at least 1 second.");
        }
        if (port == worldPort && port != 0) {
            throw new StageProblem(
                    "--port and --world-port are both " + port + ": the platform and the world need one each.");
        }
        for (int each : new int[] {port, worldPort}) {
            if (each < 0 || each > 65_535) {
                throw new StageProblem(
                        each + " is not a port: choose one from 1 to 65535, or 0 for whichever is free.");
            }
        }
    }

    private void farewell(Stage stage) {
        if (!ended) {
            System.out.println();
            System.out.println("Stopping the platform, the world and PostgreSQL ...");
            stage.close();
            System.out.println("All stopped. The data stays in " + stage.folder() + " for the next time.");
        }
    }
}
