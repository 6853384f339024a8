package io.tampu.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The packages, and that each says what it is for. */
final class Rooms {

    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*[\\s*]*[A-Z][^*]{20,}(?s:.*?)\\.\\s+\\*/");
    private static final Pattern NULL_MARKED =
            Pattern.compile("^@(org\\.jspecify\\.annotations\\.)?NullMarked$", Pattern.MULTILINE);

    private Rooms() {}

    static Set<String> below(Path wiring) {
        try (var folders = Files.list(wiring)) {
            return new TreeSet<>(folders.filter(Files::isDirectory)
                    .filter(folder -> !Source.filesBelow(folder, ".java").isEmpty())
                    .map(folder -> folder.getFileName().toString())
                    .toList());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Packages without a sentence or without @NullMarked. */
    static List<String> silent(List<Source> sources) {
        var packages = new TreeSet<Path>();
        sources.forEach(source -> packages.add(source.file().getParent()));
        var problems = new ArrayList<String>();
        for (Path folder : packages) {
            var text = sources.stream()
                    .filter(source -> source.file().equals(folder.resolve("package-info.java")))
                    .map(Source::text)
                    .findFirst()
                    .orElse("");
            if (!SENTENCE.matcher(text).find()) {
                problems.add(folder + ": package-info.java does not say in a sentence what the package is for");
            }
            if (!NULL_MARKED.matcher(text).find()) {
                problems.add(folder + ": package-info.java lacks @NullMarked");
            }
        }
        return problems;
    }
}
