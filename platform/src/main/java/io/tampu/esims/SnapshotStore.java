package io.tampu.esims;

import io.tampu.suppliers.EsimWord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of what suppliers said. Set-based; joins the caller's transaction where there is one. */
final class SnapshotStore {

    /** Longer words of a failure help nobody. */
    private static final int MAX_FAILURE_LENGTH = 200;

    /**
     * An older look never replaces a younger one. A silent look (no word) leaves the last word as it is. A look at the
     * packages only (no top_ups) leaves what may be bought as it is.
     */
    private static final String WRITE = """
            INSERT INTO esims_snapshot AS s
                (esim, word, packages, packages_at, top_ups, top_ups_at, failed_at, failure)
            SELECT * FROM unnest(?::uuid[], ?::"char"[], ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[],
                ?::timestamptz[], ?::text[])
            ON CONFLICT (esim) DO UPDATE SET
                word = coalesce(excluded.word, s.word),
                packages = CASE WHEN excluded.word IS NULL THEN s.packages ELSE excluded.packages END,
                packages_at = coalesce(excluded.packages_at, s.packages_at),
                top_ups = CASE WHEN excluded.top_ups_at IS NULL THEN s.top_ups ELSE excluded.top_ups END,
                top_ups_at = coalesce(excluded.top_ups_at, s.top_ups_at),
                failed_at = excluded.failed_at,
                failure = excluded.failure
            WHERE coalesce(excluded.packages_at, excluded.failed_at) >= coalesce(s.packages_at, '-infinity')""";

    private final JdbcTemplate jdbc;

    SnapshotStore(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    /** One statement for all. In the order of the ids: two sets that overlap cannot lock each other out. */
    void write(Collection<Looked> looks) {
        var rows = List.copyOf(latestOfEach(looks).values());
        if (rows.isEmpty()) {
            return;
        }
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(WRITE);
            int size = rows.size();
            var columns = new @Nullable Object[8][size];
            for (int i = 0; i < size; i++) {
                fill(columns, i, rows.get(i));
            }
            var types = List.of("uuid", "text", "text", "timestamptz", "text", "timestamptz", "timestamptz", "text");
            for (int column = 0; column < types.size(); column++) {
                statement.setArray(column + 1, connection.createArrayOf(types.get(column), columns[column]));
            }
            return statement;
        });
    }

    /** The same eSIM twice in one statement is refused by the database: the younger look wins, an answer before silence. */
    private static Map<EsimId, Looked> latestOfEach(Collection<Looked> looks) {
        var latest = new TreeMap<EsimId, Looked>();
        for (Looked look : looks) {
            latest.merge(look.esim(), look, (one, other) -> {
                boolean otherWins = one.word() instanceof EsimWord.Silent
                        || (!(other.word() instanceof EsimWord.Silent)
                                && !other.at().isBefore(one.at()));
                return otherWins ? other : one;
            });
        }
        return latest;
    }

    private static void fill(@Nullable Object[][] columns, int i, Looked look) {
        columns[0][i] = look.esim().value();
        switch (look.word()) {
            case EsimWord.Known known -> {
                columns[1][i] = "K";
                columns[2][i] = SnapshotText.packages(known);
                columns[4][i] = look.packagesOnly() ? null : SnapshotText.topUps(known);
            }
            case EsimWord.Recycled recycled -> columns[1][i] = "R";
            case EsimWord.Unknown unknown -> columns[1][i] = "U";
            case EsimWord.Silent silent -> {
                columns[6][i] = look.at().toString();
                columns[7][i] = shortened(silent.what());
            }
        }
        if (!(look.word() instanceof EsimWord.Silent)) {
            columns[3][i] = look.at().toString();
            columns[5][i] = look.packagesOnly() ? null : look.at().toString();
        }
    }

    private static String shortened(String what) {
        return what.substring(0, Math.min(MAX_FAILURE_LENGTH, what.length())).replace('\0', ' ');
    }

    Optional<Snapshot> find(EsimId esim) {
        return Optional.ofNullable(findAll(List.of(esim)).get(esim));
    }

    Map<EsimId, Snapshot> findAll(Collection<EsimId> esims) {
        var found = new HashMap<EsimId, Snapshot>();
        jdbc.query(
                "SELECT * FROM esims_snapshot WHERE esim = ANY (?)",
                row -> {
                    found.put(new EsimId(row.getObject("esim", UUID.class)), snapshot(row));
                },
                (Object) esims.stream().map(EsimId::value).toArray(UUID[]::new));
        return found;
    }

    void hinted(EsimId esim, Instant at) {
        jdbc.update(
                "UPDATE esims_snapshot SET hinted_at = ? WHERE esim = ?", at.atOffset(ZoneOffset.UTC), esim.value());
    }

    private static Snapshot snapshot(ResultSet row) throws SQLException {
        var checkedAt = time(row, "packages_at");
        var failedAt = time(row, "failed_at");
        if (checkedAt.isEmpty()) {
            return new Snapshot.NotCheckedYet(failedAt);
        }
        return new Snapshot.Checked(
                word(row), checkedAt.get(), time(row, "top_ups_at"), time(row, "hinted_at"), failedAt);
    }

    private static EsimWord word(ResultSet row) throws SQLException {
        return switch (row.getString("word")) {
            case "K" -> SnapshotText.known(row.getString("packages"), Optional.ofNullable(row.getString("top_ups")));
            case "R" -> new EsimWord.Recycled();
            case "U" -> new EsimWord.Unknown();
            default -> throw new IllegalStateException("esims_snapshot.word is " + row.getString("word"));
        };
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
