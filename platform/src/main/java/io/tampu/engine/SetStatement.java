package io.tampu.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * One SQL statement over many items. Each column of the items becomes one array parameter, to be read with
 * {@code unnest(?::uuid[], ?::bigint[], ...)}: one round trip and one plan, however many items.
 */
public final class SetStatement<T> {

    private interface Column {
        void bind(Connection connection, PreparedStatement statement, int index) throws SQLException;
    }

    private final JdbcTemplate template;
    private final String sql;
    private final List<T> items;
    private final List<Column> columns = new ArrayList<>();

    SetStatement(JdbcTemplate template, String sql, List<T> items) {
        this.template = template;
        this.sql = sql;
        this.items = items;
    }

    public SetStatement<T> uuid(Function<T, @Nullable UUID> column) {
        return array("uuid", column);
    }

    public SetStatement<T> text(Function<T, @Nullable String> column) {
        return array("text", column);
    }

    public SetStatement<T> time(Function<T, @Nullable Instant> column) {
        return array("timestamptz", column);
    }

    public SetStatement<T> bytes(Function<T, byte @Nullable []> column) {
        byte @Nullable [][] values = new byte[items.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(items.get(i));
        }
        columns.add((connection, statement, index) -> statement.setObject(index, values));
        return this;
    }

    public SetStatement<T> number(ToLongFunction<T> column) {
        long[] values = items.stream().mapToLong(column).toArray();
        columns.add((connection, statement, index) -> statement.setObject(index, values));
        return this;
    }

    /** A single value beside the arrays, the same for all items. */
    public SetStatement<T> one(Object value) {
        Object bound = value instanceof Instant instant ? java.sql.Timestamp.from(instant) : value;
        columns.add((connection, statement, index) -> statement.setObject(index, bound));
        return this;
    }

    public int update() {
        return items.isEmpty() ? 0 : template.update(this::prepare);
    }

    public <R> List<R> query(RowMapper<R> row) {
        return items.isEmpty() ? List.of() : template.query(this::prepare, row);
    }

    private SetStatement<T> array(String type, Function<T, ? extends @Nullable Object> column) {
        @Nullable Object[] values = new @Nullable Object[items.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = column.apply(items.get(i));
            values[i] = value == null ? null : value.toString();
        }
        columns.add(
                (connection, statement, index) -> statement.setArray(index, connection.createArrayOf(type, values)));
        return this;
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).bind(connection, statement, i + 1);
        }
        return statement;
    }
}
