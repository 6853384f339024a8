package io.tampu.bench;

import io.tampu.sandbox.stage.StageProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tampu bench}. */
@Command(
        name = "./tampu bench",
        usageHelpWidth = 110,
        header = "Measures Tampu on this machine.",
        subcommands = {BenchRenewals.class, BenchPayments.class, BenchPages.class})
public final class Bench implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    public static void main(String[] arguments) {
        var line = new CommandLine(new Bench());
        line.setExecutionExceptionHandler((problem, command, given) -> {
            if (problem instanceof StageProblem known) {
                System.err.println("tampu bench: " + known.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw problem;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
