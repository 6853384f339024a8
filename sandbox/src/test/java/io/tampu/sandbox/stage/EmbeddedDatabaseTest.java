package io.tampu.sandbox.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    private static Path folder;

    private EmbeddedDatabase database;

    @BeforeEach
    void start() {
        database = EmbeddedDatabase.in(folder.resolve("postgres")).start();
    }

    @AfterEach
    void stop() {
        database.stop();
    }

    @Test
    void whatItConfirmedIsThereAfterSigkill() throws Exception {
        execute("CREATE TABLE kept AS SELECT 42 AS answer");

        database.kill();
        assertThat(database.isAlive()).isFalse();
        database.start();

        assertThat(ask("SELECT answer FROM kept")).isEqualTo("42");
    }

    @Test
    void anOrphanThatStillServesIsStoppedByTheNextStart() throws Exception {
        execute("CREATE TABLE written AS SELECT 42 AS answer");
        var orphan = database.pid();

        database = EmbeddedDatabase.in(folder.resolve("postgres")).start();

        assertThat(database.pid()).isNotEqualTo(orphan);
        assertThat(ask("SELECT answer FROM written")).isEqualTo("42");
    }

    @Test
    void aPidFileThatNamesAnotherProgramIsStaleAndThatProgramLives() throws Exception {
        database.stop();
        var other = new ProcessBuilder("sleep", "60").start();
        Files.writeString(folder.resolve("postgres/postmaster.pid"), other.pid() + "\n" + folder + "\n");

        database.start();

        assertThat(database.isAlive()).isTrue();
        assertThat(other.isAlive()).isTrue();
        other.destroy();
    }

    @Test
    void itIsAsSafeAsAProductionServer() throws Exception {
        assertThat(ask("SHOW fsync")).isEqualTo("on");
        assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask("SHOW full_page_writes")).isEqualTo("on");
    }

    @Test
    void aServerThatWouldForgetAfterAPowerCutIsRefused() {
        database.stop();

        var refusal = catchThrowableOfType(
                StageProblem.class, () -> database.with("fsync", "off").start());

        assertThat(refusal).hasMessageStartingWith("PostgreSQL runs with fsync off");
    }

    @Test
    void aWrongSettingIsReportedAtOnceWithTheServersOwnWords() {
        database.stop();

        var refusal = catchThrowableOfType(
                StageProblem.class, () -> database.with("nonsense", "1").start());

        assertThat(refusal).hasMessageContaining("unrecognized configuration parameter \"nonsense\"");
    }

    @Test
    void aCopyHasWhatItsTemplateHas() throws Exception {
        database.create("template");
        execute("template", "CREATE TABLE kept AS SELECT 42 AS answer");

        database.copy("template", "copy");

        assertThat(ask("copy", "SELECT answer FROM kept")).isEqualTo("42");
    }

    private void execute(String sql) throws SQLException {
        execute("postgres", sql);
    }

    private void execute(String name, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(name));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        return ask("postgres", sql);
    }

    private String ask(String name, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(name));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
