package io.tampu.sandbox.demo;

import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs a command so that whatever goes wrong is said in one sentence on what to do, and never as a stack trace. */
final class OneSentence {

    private OneSentence() {}

    /** The exit code: what the command says, 1 for a problem, 2 for a wrong option. */
    static int execute(Callable<Integer> command, String... arguments) {
        var line = new CommandLine(command);
        var name = line.getCommandName();
        line.setParameterExceptionHandler((problem, given) -> {
            System.err.println(name + ": " + problem.getMessage() + "; " + name + " --help tells the options.");
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((problem, which, given) -> {
            System.err.println(name + ": " + sentence(problem));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line.execute(arguments);
    }

    /** What a person can mend is a sentence already. For the rest there is a file to send to those who wrote this. */
    private static String sentence(Exception problem) throws IOException {
        if (problem instanceof StageProblem known) {
            return known.sentence();
        }
        var file = Files.createTempFile("tampu-", ".log");
        try (var writer = new PrintWriter(file.toFile(), StandardCharsets.UTF_8)) {
            problem.printStackTrace(writer);
        }
        return "Something unexpected happened (" + problem + "): please report it with the file " + file + ".";
    }
}
