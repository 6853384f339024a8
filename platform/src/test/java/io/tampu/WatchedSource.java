package io.tampu;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A way to the database that lets a test do something at the moment when a thread comes for its next connection. */
final class WatchedSource extends DelegatingDataSource {

    private record Ambush(Thread of, Runnable what) {}

    private final AtomicReference<@Nullable Ambush> ambush = new AtomicReference<>();

    WatchedSource(DataSource real) {
        super(real);
    }

    /** Does this once, on that thread, before it gets its next connection. */
    void beforeTheNextOf(Thread thread, Runnable what) {
        ambush.set(new Ambush(thread, what));
    }

    @Override
    public Connection getConnection() throws SQLException {
        Ambush waiting = ambush.get();
        if (waiting != null && waiting.of() == Thread.currentThread() && ambush.compareAndSet(waiting, null)) {
            waiting.what().run();
        }
        return super.getConnection();
    }
}
