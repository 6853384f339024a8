package io.tampu;

import io.tampu.audit.Audit;
import io.tampu.audit.AuditImpossible;
import io.tampu.audit.Report;
import io.tampu.audit.WorldLedger;
import io.tampu.audit.WorldOverHttp;
import io.tampu.engine.Json;
import io.tampu.engine.OutsideHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit}: proves the books of a database, and with {@code --world} that the world's ledger says the same. */
@Command(
        name = "./tampu audit",
        sortOptions = false,
        usageHelpWidth = 110,
        header = "Proves the books: every payment ended in one renewal or one refund, to the cent.",
        description = {
            "",
            "Reads the tables (it writes nothing, and may run beside the platform), prints a line for each check, and last"
                    + " one line of JSON.",
            ""
        },
        footer = {
            "",
            "Exits 0 when everything holds, 1 when something does not: then it says what; 2 when the database or the world"
                    + " cannot be read."
        })
final class AuditCommand implements Callable<Integer> {

    private static final int CANNOT = 2;
    private static final int CONNECT_SECONDS = 10;

    private final Map<String, String> environment;

    @Option(names = "--db", paramLabel = "URL", description = "JDBC URL of the database (else TAMPU_DB_URL).")
    private Optional<String> db = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "Its user (else TAMPU_DB_USER).")
    private Optional<String> user = Optional.empty();

    @Option(names = "--password", paramLabel = "TEXT", description = "Its password (else TAMPU_DB_PASSWORD).")
    private Optional<String> password = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with these settings.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--world", paramLabel = "URL", description = "The world whose ledger must equal ours.")
    private Optional<String> world = Optional.empty();

    @Option(names = "--json", description = "Print the line of JSON only.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    private AuditCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    static int run(Map<String, String> environment, String[] arguments) {
        return new CommandLine(new AuditCommand(environment))
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    if (problem instanceof AuditImpossible || problem instanceof UnusableSettings) {
                        System.err.println(problem.getMessage());
                        return CANNOT;
                    }
                    throw problem;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() {
        try (var http = new OutsideHttp()) {
            Optional<WorldLedger> ledger = world.map(address -> new WorldOverHttp(http, address));
            Report report = new Audit(database(), ledger).run();
            if (!json) {
                report.lines().forEach(System.out::println);
            }
            Report.Verdict verdict = report.verdict();
            System.out.println(Json.write(verdict));
            return verdict.isOk() ? 0 : 1;
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    /** One plain connection at a time: the auditor does not need, or trust, the platform's pool. */
    private DataSource database() {
        Settings settings = Settings.read(environment, config);
        String url = db.orElseGet(() -> settings.needed(Setting.DB_URL));
        var source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException notAnUrl) {
            throw new AuditImpossible("The database cannot be audited: " + url + " is not a PostgreSQL JDBC URL.");
        }
        // A name in the URL is the caller's last word.
        if (user.isPresent() || source.getUser() == null) {
            source.setUser(user.orElseGet(() -> settings.text(Setting.DB_USER)));
        }
        if (password.isPresent() || source.getPassword() == null) {
            source.setPassword(password.orElseGet(() -> settings.text(Setting.DB_PASSWORD)));
        }
        source.setApplicationName("tampu audit");
        source.setLoginTimeout(CONNECT_SECONDS);
        return source;
    }
}
