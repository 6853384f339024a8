package io.tampu.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Who owns which table: the room whose name its name begins with. */
final class Tables {

    /** Reads all tables and writes none. */
    private static final String READS_ALL = "audit";

    private static final Pattern CREATED =
            Pattern.compile("(?i)\\bCREATE\\s+(?:UNLOGGED\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?([a-z0-9_]+)");
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|(?s:/\\*.*?\\*/)");
    /** A migration that fills in what was not written down before may have to read what others know; it writes its own tables only. */
    private static final String BACKFILL = "_backfill.sql";

    private static final Pattern MIGRATION = Pattern.compile("V\\d+__([a-z]+).*\\.sql");

    private Tables() {}

    /**
     * @param migrations text by file name: {@code V0100__catalog.sql}
     */
    static Set<String> created(Map<String, String> migrations) {
        var tables = new TreeSet<String>();
        migrations
                .values()
                .forEach(sql ->
                        CREATED.matcher(withoutComments(sql)).results().forEach(found -> tables.add(found.group(1))));
        return tables;
    }

    static List<String> problemsInMigrations(Map<String, String> migrations) {
        var tables = created(migrations);
        var problems = new ArrayList<String>();
        migrations.forEach((file, sql) -> {
            var name = MIGRATION.matcher(file);
            if (!name.matches()) {
                problems.add(file + " is not named like V0100__catalog.sql, by the room that it belongs to");
                return;
            }
            for (String table : foreign(withoutComments(sql), name.group(1), tables)) {
                if (!file.endsWith(BACKFILL) || writes(withoutComments(sql), table)) {
                    problems.add(file + " names " + table + ", which is not a table of " + name.group(1));
                }
            }
        });
        return problems;
    }

    static List<String> problemsInSources(List<Source> sources, String root, Set<String> tables) {
        var problems = new ArrayList<String>();
        for (Source source : sources) {
            var room = (source.packageName() + ".").substring(root.length() + 1).split("\\.", 2)[0];
            for (String literal : source.literals()) {
                for (String table : foreign(literal, room, tables)) {
                    if (!room.equals(READS_ALL) || writes(literal, table)) {
                        problems.add(source.file().getFileName() + " of " + (room.isEmpty() ? "the wiring" : room)
                                + " names " + table);
                    }
                }
            }
        }
        return problems;
    }

    private static List<String> foreign(String sql, String room, Set<String> tables) {
        return tables.stream()
                .filter(table -> !table.startsWith(room + "_"))
                .filter(table ->
                        Pattern.compile("\\b" + table + "\\b").matcher(sql).find())
                .toList();
    }

    private static boolean writes(String sql, String table) {
        return Pattern.compile("(?i)\\b(INTO|UPDATE|DELETE\\s+FROM|TRUNCATE|TABLE)\\s+" + table + "\\b")
                .matcher(sql)
                .find();
    }

    private static String withoutComments(String sql) {
        return COMMENT.matcher(sql).replaceAll("");
    }
}
