package io.tampu.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Links between the documents: the file and the heading must be there. Links to the outside are not followed. */
final class Links {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    private Links() {}

    static List<String> broken(List<Path> documents) {
        var problems = new ArrayList<String>();
        for (Path document : documents) {
            LINK.matcher(CODE.matcher(read(document)).replaceAll("")).results().forEach(link -> {
                if (!resolves(document, link.group(1))) {
                    problems.add(document.getFileName() + " links to " + link.group(1) + ", which is not there");
                }
            });
        }
        return problems;
    }

    private static boolean resolves(Path document, String link) {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        int hash = link.indexOf('#');
        var path = hash < 0 ? link : link.substring(0, hash);
        var target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || hasHeading(read(target), link.substring(hash + 1));
    }

    private static boolean hasHeading(String markdown, String anchor) {
        return HEADING.matcher(markdown)
                .results()
                .map(found -> anchor(found.group(1)))
                .anyMatch(anchor::equals);
    }

    /** As GitHub makes them: lower case, no punctuation, dashes for spaces. */
    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
