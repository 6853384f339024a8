package io.tampu.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The one PostgreSQL: plain statements, statements over a whole set, transactions, and the migrations. */
public final class Database implements AutoCloseable {

    /** Two cores work best with few transactions at once; what waits for a connection is combined meanwhile. */
    private static final int CONNECTIONS = 12;

    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(10);

    private final DataSource source;
    private final JdbcTemplate template;
    private final JdbcClient client;
    private final TransactionTemplate transaction;

    public Database(DataSource source) {
        this.source = source;
        template = new JdbcTemplate(source);
        client = JdbcClient.create(template);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    /** Opens a pool on a JDBC URL. Connects lazily: the first use says whether the database is there. */
    public static Database connect(String url, String user, String password) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setUsername(user);
        settings.setPassword(password);
        settings.setMaximumPoolSize(CONNECTIONS);
        settings.setMinimumIdle(2);
        settings.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        settings.setInitializationFailTimeout(-1);
        settings.setPoolName("database");
        settings.addDataSourceProperty("ApplicationName", "tampu");
        // A statement over a set is planned once: its plan does not depend on how many items the set has.
        settings.addDataSourceProperty("options", "-c plan_cache_mode=force_generic_plan -c jit=off -c TimeZone=UTC");
        settings.addDataSourceProperty("prepareThreshold", "3");
        settings.addDataSourceProperty("tcpKeepAlive", "true");
        settings.addDataSourceProperty("socketTimeout", "60");
        return new Database(new HikariDataSource(settings));
    }

    /**
     * Brings the tables to the newest version. Numbers go by room, and no migration names another room's tables: one that is newer than
     * those of a later room has a lower number and runs all the same.
     */
    public void migrate() {
        Flyway.configure().dataSource(source).outOfOrder(true).load().migrate();
    }

    public JdbcClient client() {
        return client;
    }

    public DataSource source() {
        return source;
    }

    /** A statement over a whole set: one array parameter for each column, in the order in which the columns are named. */
    public <T> SetStatement<T> set(String sql, List<T> items) {
        return new SetStatement<>(template, sql, items);
    }

    /** All of it or none of it. Joins a transaction that is already open on this thread. */
    public <T> T inTransaction(Supplier<T> work) {
        T result = transaction.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("the transaction gave no result");
        }
        return result;
    }

    @Override
    public void close() {
        if (source instanceof HikariDataSource pool) {
            pool.close();
        }
    }
}
