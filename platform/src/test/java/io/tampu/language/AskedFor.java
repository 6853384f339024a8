package io.tampu.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For the tests of a room's texts: what its sources say, and what a text leaves to be filled in. */
public final class AskedFor {

    private static final Pattern PLACE = Pattern.compile("\\{([0-9])");

    private AskedFor() {}

    /** The room's Java and its templates, one after the other. */
    public static String sources(String room) {
        return Stream.of("src/main/java/io/tampu/" + room, "src/main/jte/" + room)
                .flatMap(folder -> files(folder).stream())
                .map(AskedFor::read)
                .collect(Collectors.joining());
    }

    /** The numbers of a text's places to fill in. */
    public static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> files(String folder) {
        Path here = Path.of(folder);
        Path place = Files.isDirectory(here) ? here : Path.of("platform").resolve(folder);
        try (Stream<Path> files = Files.list(place)) {
            return files.toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
