package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.StageProblem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL counts of itself, read through a database of its own so that the reading is not counted. */
final class Counters implements AutoCloseable {

    /** @param statements of clients, BEGIN and COMMIT included */
    record Reading(long transactions, long statements, long walBytes) {}

    private static final List<String> SETTINGS = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "shared_buffers",
            "max_wal_size",
            "checkpoint_timeout");

    private final Connection connection;

    Counters(EmbeddedDatabase server) {
        try {
            connection = DriverManager.getConnection(server.url("postgres"));
            execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        } catch (SQLException problem) {
            throw refused(problem);
        }
    }

    Reading read(String database) {
        return ask("""
                SELECT d.xact_commit,
                       (SELECT coalesce(sum(s.calls), 0) FROM pg_stat_statements s WHERE s.dbid = d.datid),
                       pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')
                FROM pg_stat_database d WHERE d.datname = '%s'
                """.formatted(database), row -> new Reading(row.getLong(1), row.getLong(2), row.getLong(3)));
    }

    /** As SHOW tells them. */
    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        SETTINGS.forEach(name -> settings.put(name, ask("SHOW " + name, row -> row.getString(1))));
        return settings;
    }

    /** The dearest statements of a database since {@link #forgetStatements}, in milliseconds of server time. */
    List<Map<String, Object>> dearest(String database, int most) {
        var sql = """
                SELECT calls, rows, total_exec_time, wal_bytes, regexp_replace(left(query, 160), '\\s+', ' ', 'g')
                FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = '%s')
                ORDER BY total_exec_time DESC LIMIT %d
                """.formatted(database, most);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<Map<String, Object>>();
            while (rows.next()) {
                var one = new LinkedHashMap<String, Object>();
                one.put("calls", rows.getLong(1));
                one.put("rows", rows.getLong(2));
                one.put("millis", Math.round(rows.getDouble(3)));
                one.put("walBytes", rows.getLong(4));
                one.put("sql", rows.getString(5));
                all.add(one);
            }
            return all;
        } catch (SQLException problem) {
            throw refused(problem);
        }
    }

    void forgetStatements() {
        ask("SELECT pg_stat_statements_reset() IS NULL", row -> row.getBoolean(1));
    }

    /** What filling the tables left to be written is written now, before anything is measured. */
    void settle(EmbeddedDatabase server, String database) {
        try (var other = DriverManager.getConnection(server.url(database));
                var statement = other.createStatement()) {
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        } catch (SQLException problem) {
            throw refused(problem);
        }
    }

    /** As a server has them that has run for a day: all tables and indexes are in its memory, as far as it reaches. */
    void readAllIn(EmbeddedDatabase server, String database) {
        try (var other = DriverManager.getConnection(server.url(database));
                var statement = other.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm");
            statement.execute(
                    "SELECT pg_prewarm(oid) FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace");
        } catch (SQLException problem) {
            throw refused(problem);
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T ask(String sql, Reader<T> reader) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return reader.read(rows);
        } catch (SQLException problem) {
            throw refused(problem);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static StageProblem refused(SQLException problem) {
        return new StageProblem("PostgreSQL refused: " + problem.getMessage(), problem);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException problem) {
            throw refused(problem);
        }
    }
}
