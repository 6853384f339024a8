package io.tampu.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables of codes, in the code and in the documents. */
final class StripeTablesTest {

    @Test
    void theTablesInTheDocumentsAreTheTablesInTheCode() throws IOException {
        assertThat(table("| Decline |"))
                .isEqualTo(Arrays.stream(DeclineCode.values())
                        .map(one -> "| `" + one.code + "` | " + words(one.retry) + " |")
                        .toList());
        assertThat(table("| Code | Answer |\n| --- | --- |\n| `charge_"))
                .isEqualTo(Arrays.stream(RefundRefusal.values())
                        .map(one -> "| `" + one.code + "` | " + words(one.why) + ", " + words(one.retry) + " |")
                        .toList());
        assertThat(table("| `failure_reason` |"))
                .isEqualTo(Arrays.stream(RefundFailure.values())
                        .map(one -> "| `" + one.reason + "` | " + words(one.retry) + " |")
                        .toList());
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The rows of the table whose head begins so. Tests run in the folder of their part of the build. */
    private static List<String> table(String head) throws IOException {
        String document = Files.readString(Path.of("../docs/adapters.md"));
        assertThat(document).contains(head);
        var rows = new ArrayList<String>();
        for (String line :
                document.substring(document.indexOf(head)).lines().skip(2).toList()) {
            if (!line.startsWith("|")) {
                break;
            }
            rows.add(line);
        }
        return rows;
    }
}
