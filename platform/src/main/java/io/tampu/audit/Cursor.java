package io.tampu.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table read forwards, one row looked at ahead. */
final class Cursor<T> implements AutoCloseable {

    /** Rows held at a time. */
    private static final int AT_A_TIME = 2000;

    /** How a row is read. */
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Reading<T> reading;
    private final Function<T, UUID> keyOf;
    private @Nullable T ahead;

    Cursor(Connection snapshot, String sql, Reading<T> reading, Function<T, UUID> keyOf) throws SQLException {
        this.statement = snapshot.prepareStatement(sql);
        this.reading = reading;
        this.keyOf = keyOf;
        statement.setFetchSize(AT_A_TIME);
        rows = statement.executeQuery();
        step();
    }

    /** Of the row ahead; empty at the end. */
    Optional<UUID> key() {
        return Optional.ofNullable(ahead).map(keyOf);
    }

    List<T> takeAll(UUID id) throws SQLException {
        var taken = new ArrayList<T>();
        while (ahead != null && keyOf.apply(ahead).equals(id)) {
            taken.add(ahead);
            step();
        }
        return taken;
    }

    private void step() throws SQLException {
        ahead = rows.next() ? reading.read(rows) : null;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
