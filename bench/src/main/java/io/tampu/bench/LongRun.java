package io.tampu.bench;

import io.tampu.bench.kills.KillPlan;
import io.tampu.bench.kills.KillRun;
import io.tampu.bench.kills.Outcome;
import io.tampu.sandbox.stage.Home;
import io.tampu.sandbox.stage.Stage;
import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./tampu test --long}: the kills of an hour, and one line of JSON at the end. */
@Command(name = "./tampu test --long", sortOptions = false)
public final class LongRun implements Callable<Integer> {

    @Option(names = "--seed", required = true, paramLabel = "N")
    private long seed;

    @Option(names = "--kills", defaultValue = "200", paramLabel = "N")
    private int kills;

    /** The start before and the comparison after fit into the rest of the hour. */
    @Option(names = "--minutes", defaultValue = "55", paramLabel = "N")
    private int minutes;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LongRun()).execute(arguments));
    }

    @Override
    public Integer call() {
        var folder = Home.find().folder().resolve("bench/target/long-" + seed);
        try {
            Stage.erase(folder);
            var outcome = KillRun.play(KillPlan.forAnHour(seed, kills, Duration.ofMinutes(minutes)), folder);
            System.err.println(outcome.story());
            System.out.println(line(outcome));
            return outcome.isClean() ? 0 : 1;
        } catch (StageProblem problem) {
            System.err.println(problem.getMessage());
            System.err.println("The logs are in " + folder.resolve("logs") + ".");
            return 1;
        }
    }

    private static String line(Outcome outcome) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("seed", outcome.seed());
        json.put("commit", commit());
        json.put("kills", outcome.kills());
        json.put("renewals", outcome.renewals());
        json.putPOJO("faults", outcome.faults());
        json.put("difference", outcome.difference());
        json.put("cardRenewals", outcome.cards().renewals());
        json.put("taken", outcome.cards().taken());
        json.put("kept", outcome.cards().kept());
        json.put("returned", outcome.cards().returned());
        json.put("inFlight", outcome.cards().inFlight());
        json.put("lostToDispute", outcome.cards().lostToDispute());
        json.put("databaseKills", outcome.databaseKills());
        json.put("worldKills", outcome.worldKills());
        json.putPOJO("ends", outcome.ends());
        json.put("givenAfterRefund", outcome.givenAfterRefund());
        json.put("wrong", outcome.complaintCount());
        json.put("seconds", outcome.seconds());
        return json.toString();
    }

    /** Of the folder that holds the launcher; a copy without git has none. */
    private static String commit() {
        try {
            var git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .directory(Home.find().folder().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return git.waitFor() == 0 ? said : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
