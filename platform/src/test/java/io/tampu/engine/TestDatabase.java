package io.tampu.engine;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real, empty and migrated database for one test class. PostgreSQL starts once for all tests and stops with the JVM; the
 * migrations run once, in a template that each call copies.
 *
 * <pre>{@code
 * private static final TestDatabase database = TestDatabase.fresh();
 *
 * @AfterAll
 * static void close() {
 *     database.close();
 * }
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {

    private static final String TEMPLATE = "tampu_template";
    private static final int MAX_POOL = 16;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final HikariDataSource pool;

    private TestDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    public static TestDatabase fresh() {
        var name = "tampu_test_" + NUMBER.incrementAndGet();
        synchronized (Server.class) {
            Server.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        }
        var pool = new HikariDataSource();
        pool.setJdbcUrl(Server.url(name));
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(MAX_POOL);
        pool.setMinimumIdle(1);
        return new TestDatabase(pool);
    }

    public DataSource dataSource() {
        return pool;
    }

    /** For programs that are started beside the test: user {@code postgres}, no password. */
    public String url() {
        return pool.getJdbcUrl();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Started when first asked for. */
    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                // A test's data need not survive a power cut.
                var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "300")
                        // It would hold the feed of events back for milliseconds, whenever it likes.
                        .setServerConfig("autovacuum", "off")
                        .start();
                execute(postgres, "CREATE DATABASE " + TEMPLATE);
                Flyway.configure()
                        .dataSource(postgres.getJdbcUrl("postgres", TEMPLATE), "postgres", null)
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
                return postgres;
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
        }

        static String url(String database) {
            return POSTGRES.getJdbcUrl("postgres", database);
        }

        static void execute(String sql) {
            execute(POSTGRES, sql);
        }

        private static void execute(EmbeddedPostgres postgres, String sql) {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException problem) {
                throw new IllegalStateException(sql, problem);
            }
        }
    }
}
