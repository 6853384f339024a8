package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that cannot start, and a command that cannot be done, say so in one sentence that tells what to do. */
class StartUpTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    /** Without the user in it, which would count for more than the setting. */
    private static final String URL = DATABASE.url().replaceAll("\\?.*", "");

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @TempDir
    private Path folder;

    private record Outcome(int status, String out, String err) {}

    private static Map<String, String> environment(String... changes) {
        var all = new HashMap<>(Map.of(
                "TAMPU_DB_URL", URL,
                "TAMPU_DB_USER", "postgres",
                "TAMPU_DB_PASSWORD", "any",
                "TAMPU_OFFER_SECRET", "0123456789abcdef0123456789abcdef",
                "TAMPU_AIRALO_CLIENT_ID", "client",
                "TAMPU_AIRALO_CLIENT_SECRET", "secret",
                "TAMPU_PORT", "0"));
        for (int i = 0; i < changes.length; i += 2) {
            all.put(changes[i], changes[i + 1]);
        }
        return all;
    }

    private static synchronized Outcome run(Map<String, String> environment, String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var said = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int status = Tampu.run(environment, arguments);
            return new Outcome(
                    status, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static void assertSays(Outcome outcome, String... words) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().lines()).as(outcome.err()).hasSize(1);
        assertThat(outcome.err()).contains(words).doesNotContain("Exception", "at io.tampu");
    }

    @Test
    void eachSettingThatCannotWorkIsNamedWithWhatItMayBe() {
        assertSays(run(environment("TAMPU_DB_URL", ""), "serve"), "TAMPU_DB_URL");
        assertSays(run(environment("TAMPU_DB_URL", "mysql://x"), "serve"), "TAMPU_DB_URL", "jdbc:postgresql:");
        assertSays(run(environment("TAMPU_PORT", "70000"), "serve"), "TAMPU_PORT", "65535");
        assertSays(run(environment("TAMPU_PORT", "http"), "serve"), "TAMPU_PORT", "number");
        assertSays(run(environment("TAMPU_BIND", "no.such.host.invalid"), "serve"), "TAMPU_BIND");
        assertSays(run(environment("TAMPU_TAX_RULE", "VAT"), "serve"), "TAMPU_TAX_RULE", "PE-IGV-18");
        assertSays(run(environment("TAMPU_AIRALO_MODE", "test"), "serve"), "TAMPU_AIRALO_MODE");
        assertSays(run(environment("TAMPU_AIRALO_URL", "partners-api"), "serve"), "TAMPU_AIRALO_URL", "https://");
        assertSays(run(environment("TAMPU_AIRALO_CURRENCY", "dollars"), "serve"), "TAMPU_AIRALO_CURRENCY");
        assertSays(run(environment("TAMPU_PUBLIC_URL", "ftp://x"), "serve"), "TAMPU_PUBLIC_URL");
        assertSays(run(environment("TAMPU_OFFER_SECRET", "short"), "serve"), "TAMPU_OFFER_SECRET", "32");
        assertSays(run(environment("TAMPU_OFFER_SECRET", ""), "serve"), "TAMPU_OFFER_SECRET");
        assertSays(run(environment("TAMPU_SELLER_PASSWORD", "too short"), "serve"), "TAMPU_SELLER_PASSWORD", "16");
        assertSays(
                run(environment("TAMPU_SELLER_PASSWORD", "sandbox_seller_password"), "serve"), "TAMPU_SELLER_PASSWORD");
        assertSays(run(environment("TAMPU_OUTSIDE", "maybe"), "serve"), "TAMPU_OUTSIDE");
        assertSays(run(environment("TAMPU_SEED_PARTNER", "a:b"), "serve"), "TAMPU_SEED_PARTNER", "name:key:balance");
    }

    @Test
    void aMailServerThatCannotBeOneIsRefusedWithoutItsPassword() {
        for (String url :
                new String[] {"smtp://me@shop.example:hidden@mail.example", "http://me:hidden@mail.example"}) {
            var refused = run(environment("TAMPU_SMTP_URL", url, "TAMPU_MAIL_FROM", "a@shop.example"), "serve");

            assertSays(refused, "TAMPU_SMTP_URL", "smtp://");
            assertThat(refused.err()).doesNotContain("hidden");
        }
        String url = "smtp://me:hidden@mail.example";
        assertSays(run(environment("TAMPU_SMTP_URL", url), "serve"), "TAMPU_MAIL_FROM");
        assertSays(run(environment("TAMPU_SMTP_TLS", "maybe"), "serve"), "TAMPU_SMTP_TLS", "required or off");
        assertSays(
                run(
                        environment(
                                "TAMPU_SMTP_URL",
                                "smtp://sandbox_mail_user:sandbox_mail_password@127.0.0.1:1",
                                "TAMPU_MAIL_FROM",
                                "a@shop.example"),
                        "serve"),
                "TAMPU_SMTP_URL is a key of the sandbox");
    }

    @Test
    void theSandboxesKeysAreRefusedOutside() {
        assertSays(
                run(environment("TAMPU_AIRALO_CLIENT_ID", "sandbox_airalo_client"), "serve"),
                "TAMPU_AIRALO_CLIENT_ID",
                "sandbox",
                "TAMPU_OUTSIDE");
        assertSays(
                run(environment("TAMPU_AIRALO_CLIENT_SECRET", "sandbox_airalo_secret"), "serve"),
                "TAMPU_AIRALO_CLIENT_SECRET");
    }

    @Test
    void aDatabaseThatCannotBeUsedIsNamedWithoutItsPassword() {
        assertSays(
                run(environment("TAMPU_DB_URL", "jdbc:postgresql://127.0.0.1:1/x?password=hidden"), "serve"),
                "127.0.0.1:1",
                "TAMPU_DB_URL");
        assertThat(run(environment("TAMPU_DB_URL", "jdbc:postgresql://127.0.0.1:1/x?password=hidden"), "serve")
                        .err())
                .doesNotContain("hidden");
        assertSays(run(environment("TAMPU_DB_USER", "nobody_here"), "serve"), "nobody_here");
        assertSays(
                run(environment("TAMPU_DB_URL", URL.replaceAll("tampu_test_\\d+", "not_there")), "serve"), "not_there");
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());

            assertSays(run(environment("TAMPU_PORT", port), "serve"), port, "taken");
        }
    }

    @Test
    void aSettingThatDoesNotExistIsRefusedInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("tampu.properties"), "tampu.db.pasword=x\n");

        assertSays(run(environment(), "serve", "--config", file.toString()), "tampu.db.pasword");
        assertSays(
                run(environment(), "serve", "--config", folder.resolve("none").toString()), "none");
    }

    @Test
    void eachCommandTellsWhatItIsFor() {
        for (String command : List.of("serve", "import-catalog", "import-esims", "add-partner", "credit-partner")) {
            Outcome help = run(Map.of(), command, "--help");

            assertThat(help.status()).isZero();
            assertThat(help.out()).startsWith("Usage: tampu " + command);
        }
        assertThat(run(Map.of(), "--help").out()).contains("credit-partner");
        assertThat(run(Map.of(), "frobnicate").status()).isEqualTo(2);
        assertThat(run(Map.of(), "frobnicate").err()).contains("frobnicate", "add-partner");
        assertThat(run(environment(), "add-partner").status()).isEqualTo(2);
        assertThat(run(environment(), "add-partner").err()).contains("Usage: tampu add-partner NAME");
    }

    @Test
    void theOfficeSaysWhatBecameOfIt() throws IOException {
        Path catalog = Files.writeString(folder.resolve("catalog.json"), Shop.resource("/sample/peru-catalog.json"));
        Path esims = Files.writeString(
                folder.resolve("esims.csv"), "iccid,supplier\n8910300000000000017,airalo\n12,airalo\n");

        assertThat(run(environment(), "import-catalog", catalog.toString()))
                .isEqualTo(new Outcome(0, "8 plans added, 0 changed, 0 unchanged, 0 withdrawn.\n", ""));
        assertThat(run(environment(), "import-catalog", catalog.toString()).out())
                .startsWith("0 plans added");
        Outcome added = run(environment(), "add-partner", "Example Travel");
        assertThat(added.out()).contains("Example Travel", "tampu_");
        assertThat(run(environment(), "credit-partner", "Example Travel", "250.00")
                        .out())
                .contains("250.00 USD", "Example Travel", "Available now: 250.00 USD");
        Outcome imported = run(environment(), "import-esims", esims.toString(), "Example Travel");
        assertThat(imported.status()).isEqualTo(1);
        assertThat(imported.out()).startsWith("1 eSIM added, ");
        assertThat(imported.err()).contains("line 3");
        assertSays(run(environment(), "credit-partner", "nobody", "1.00"), "nobody");
        assertSays(run(environment(), "credit-partner", "Example Travel", "-5"), "-5");
        assertSays(run(environment(), "credit-partner", "Example Travel", "1e3x"), "1e3x");
        assertSays(
                run(environment(), "import-catalog", folder.resolve("none.json").toString()), "none.json");
        assertSays(run(environment(), "import-esims", folder.resolve("none.csv").toString()), "none.csv");
    }

    @Test
    void aWrongCatalogueIsRefusedWithItsLines() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\n  \"currency\": 5\n}\n");

        Outcome refused = run(environment(), "import-catalog", wrong.toString());

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("line ").contains("Nothing of it went in");
    }
}
