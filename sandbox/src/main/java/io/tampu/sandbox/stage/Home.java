package io.tampu.sandbox.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder that holds the launcher {@code tampu}, and where in it the built parts are. */
public record Home(Path folder) {

    /** The launcher tells it in {@code tampu.home}; a test finds it upwards of the folder it runs in. */
    public static Home find() {
        var told = System.getProperty("tampu.home");
        if (told != null) {
            return new Home(Path.of(told).toAbsolutePath());
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("tampu")) && Files.isDirectory(folder.resolve("platform"))) {
                return new Home(folder);
            }
        }
        throw new StageProblem(
                "Tampu's folder was not found upwards of " + Path.of("").toAbsolutePath() + ".");
    }

    /**
     * The command that runs a part ({@code sandbox}, {@code platform}, {@code bench}) from its jar, with the options that
     * {@code ops/PART.jvm} has for it and then these, which win.
     */
    List<String> java(String part, List<String> options, String mainClass, List<String> arguments) {
        var target = folder.resolve(part).resolve("target");
        var jar = target.resolve("tampu-" + part + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new StageProblem(
                    "The part '" + part + "' is not built: " + jar + " is missing; any ./tampu command builds it.");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + folder.resolve("ops").resolve(part + ".jvm"));
        command.addAll(options);
        command.add("-cp");
        command.add(jar + ":" + target.resolve("lib") + "/*");
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /**
     * The option with which the platform starts from a memory of an earlier start: 2 seconds of CPU instead of 4.6. With
     * {@code tampu.training=FILE}, which the launcher sets once after a build, the one that writes that memory at its end.
     */
    List<String> quickStart() {
        var training = System.getProperty("tampu.training");
        var memory = folder.resolve("platform/target/tampu-platform.aot");
        if (training != null) {
            return List.of("-XX:AOTCacheOutput=" + training);
        }
        return memory.toFile().length() > 0 ? List.of("-XX:AOTCache=" + memory) : List.of();
    }

    /** The data folder, where none is named. */
    public Path data() {
        return folder.resolve(".tampu");
    }

    /** PostgreSQL's binaries are unpacked here once, for all data folders. */
    Path unpacked() {
        return folder.resolve("target");
    }
}
