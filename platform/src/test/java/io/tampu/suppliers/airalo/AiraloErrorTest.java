package io.tampu.suppliers.airalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The table of errors, in the code and in the documents. */
final class AiraloErrorTest {

    @Test
    void theTableInTheDocumentsIsTheTableInTheCode() throws IOException {
        var inTheCode = Arrays.stream(AiraloError.values())
                .map(error -> "| `" + error.code + "` | " + error.words + " | " + inWords(error) + " |")
                .toList();
        // Tests run in the folder of their part of the build.
        assertThat(Files.readAllLines(Path.of("../docs/adapters.md")))
                .filteredOn(line -> line.startsWith("| `") && line.matches(".*(refused: .*|not now) \\|"))
                .isEqualTo(inTheCode);
    }

    private static String inWords(AiraloError error) {
        return switch (error.why) {
            case null -> "not now";
            case OPERATIONS -> "refused: operations";
            case OTHER_PLAN -> "refused: other plan";
            case ESIM_GONE -> "refused: eSIM gone";
        };
    }
}
