package io.tampu.bench;

import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file fetched from our own world. */
final class WebFile {

    private WebFile() {}

    static void fetch(URI from, Path to) {
        try (var in = from.toURL().openStream()) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            throw new StageProblem(from + " could not be fetched: " + problem.getMessage(), problem);
        }
    }
}
