package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual for operators says what the program does. */
class OperatingManualTest {

    private static final Path HOUSE = Path.of("").toAbsolutePath().endsWith("platform") ? Path.of("..") : Path.of("");

    private static String manual() throws IOException {
        return Files.readString(HOUSE.resolve("docs/operating.md"));
    }

    @Test
    void theTableOfSettingsIsTheSettings() throws IOException {
        List<String> table =
                manual().lines().filter(line -> line.startsWith("| `TAMPU_")).toList();

        assertThat(table)
                .containsExactlyElementsOf(Arrays.stream(Setting.values())
                        .map(setting -> "| `" + setting.variable() + "` | "
                                + (setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`") + " | "
                                + setting.meaning() + " |")
                        .toList());
    }

    @Test
    void everyAlarmIsExplained() throws IOException {
        var alarm = Pattern.compile("ALARM ([a-z-]+)");
        var raised = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(HOUSE.resolve("platform/src/main/java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                alarm.matcher(Files.readString(file)).results().forEach(found -> raised.add(found.group(1)));
            }
        }

        var explained = new TreeSet<String>();
        manual().lines()
                .filter(line -> line.startsWith("| `ALARM "))
                .forEach(line -> explained.add(line.substring("| `ALARM ".length(), line.indexOf('`', 3))));
        assertThat(explained).isNotEmpty().isEqualTo(raised);
    }
}
