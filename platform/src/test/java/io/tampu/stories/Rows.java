package io.tampu.stories;

import io.tampu.engine.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** All that is in the database, so short that it can be compared: of each table the number of rows and a hash of them. */
final class Rows {

    private Rows() {}

    /** What is known of eSIMs is left out: it is refreshed while somebody looks. */
    static Map<String, String> of(TestDatabase database) {
        var rows = new TreeMap<String, String>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var found = statement.executeQuery("""
                    select tablename from pg_tables where schemaname = 'public'
                        and tablename not in ('esims_snapshot', 'flyway_schema_history')""")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                try (var hash = statement.executeQuery("select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' '"
                        + " order by t::text)), '') from " + table + " t")) {
                    hash.next();
                    rows.put(table, hash.getString(1));
                }
            }
            return rows;
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
