package io.tampu.esims;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The rows of eSIMs and of the claims on their outside names. Sets come in the order of their keys. */
final class EsimStore {

    /** The wholesaler's own name for an eSIM. */
    record Handle(String supplier, String handle) {}

    /** Who has an ICCID, or had it last. */
    record Holder(EsimId esim, boolean recycled) {}

    static final RowMapper<Esim> ESIM = (row, number) -> esim(row);

    private final JdbcTemplate jdbc;

    EsimStore(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    List<Esim> findAll(Collection<EsimId> ids) {
        return jdbc.query("SELECT * FROM esims_esim WHERE id = ANY (?)", ESIM, (Object)
                ids.stream().map(EsimId::value).toArray(UUID[]::new));
    }

    Optional<Esim> findOfPartner(UUID partner, String iccid) {
        return jdbc
                .query(
                        "SELECT e.* FROM esims_iccid i JOIN esims_esim e ON e.id = i.esim WHERE i.iccid = ? AND e.partner = ?",
                        ESIM,
                        iccid,
                        partner)
                .stream()
                .findFirst();
    }

    Optional<Esim> findOfSupplier(String supplier, String iccid) {
        return jdbc
                .query(
                        "SELECT e.* FROM esims_iccid i JOIN esims_esim e ON e.id = i.esim WHERE i.iccid = ? AND e.supplier = ?",
                        ESIM,
                        iccid,
                        supplier)
                .stream()
                .findFirst();
    }

    Map<Handle, Esim> findByHandle(Collection<Handle> handles) {
        var found = new HashMap<Handle, Esim>();
        jdbc.query(
                """
                SELECT e.* FROM unnest(?::text[], ?::text[]) AS k (supplier, handle)
                JOIN esims_handle h ON h.supplier = k.supplier AND h.handle = k.handle
                JOIN esims_esim e ON e.id = h.esim""",
                row -> {
                    var esim = esim(row);
                    found.put(new Handle(esim.supplier(), esim.handle()), esim);
                },
                handles.stream().map(Handle::supplier).toArray(String[]::new),
                handles.stream().map(Handle::handle).toArray(String[]::new));
        return found;
    }

    Map<String, Holder> holders(Collection<String> iccids) {
        var found = new HashMap<String, Holder>();
        jdbc.query(
                """
                SELECT i.iccid, i.esim, coalesce(s.word = 'R', false) AS recycled
                FROM esims_iccid i LEFT JOIN esims_snapshot s ON s.esim = i.esim
                WHERE i.iccid = ANY (?)""",
                row -> {
                    found.put(
                            row.getString("iccid"),
                            new Holder(new EsimId(row.getObject("esim", UUID.class)), row.getBoolean("recycled")));
                },
                (Object) iccids.toArray(String[]::new));
        return found;
    }

    /**
     * Writes down new eSIMs with their claims.
     *
     * @param heldBefore for an ICCID that a recycled eSIM had: that eSIM
     * @return false if somebody else was quicker with one of the claims; then the transaction must be rolled back
     */
    boolean add(List<Esim> esims, Map<String, EsimId> heldBefore, Instant at) {
        if (esims.isEmpty()) {
            return true;
        }
        var newIccids = esims.stream()
                .filter(esim -> !heldBefore.containsKey(esim.iccid()))
                .toList();
        var takenOver = esims.stream()
                .filter(esim -> heldBefore.containsKey(esim.iccid()))
                .toList();
        return claimHandles(esims) && claimIccids(newIccids) && takeOver(takenOver, heldBefore) && insert(esims, at);
    }

    private boolean claimHandles(List<Esim> esims) {
        return update("""
                INSERT INTO esims_handle (supplier, handle, esim)
                SELECT * FROM unnest(?::text[], ?::text[], ?::uuid[]) ON CONFLICT DO NOTHING""", statement -> {
                    text(statement, 1, esims, Esim::supplier);
                    text(statement, 2, esims, Esim::handle);
                    uuid(statement, 3, esims, esim -> esim.id().value());
                })
                == esims.size();
    }

    private boolean claimIccids(List<Esim> esims) {
        return update("""
                INSERT INTO esims_iccid (iccid, esim)
                SELECT * FROM unnest(?::text[], ?::uuid[]) ON CONFLICT DO NOTHING""", statement -> {
                    text(statement, 1, esims, Esim::iccid);
                    uuid(statement, 2, esims, esim -> esim.id().value());
                })
                == esims.size();
    }

    private boolean takeOver(List<Esim> esims, Map<String, EsimId> heldBefore) {
        return esims.isEmpty()
                || update("""
                UPDATE esims_iccid i SET esim = k.now_of
                FROM unnest(?::text[], ?::uuid[], ?::uuid[]) AS k (iccid, now_of, before_of)
                WHERE i.iccid = k.iccid AND i.esim = k.before_of""", statement -> {
                            text(statement, 1, esims, Esim::iccid);
                            uuid(statement, 2, esims, esim -> esim.id().value());
                            uuid(
                                    statement,
                                    3,
                                    esims,
                                    esim -> java.util.Objects.requireNonNull(heldBefore.get(esim.iccid()))
                                            .value());
                        })
                        == esims.size();
    }

    private boolean insert(List<Esim> esims, Instant at) {
        return update("""
                INSERT INTO esims_esim (id, partner, supplier, handle, iccid, label, customer_email, matching_id,
                    smdp_address, note, created_at)
                SELECT *, ?::timestamptz FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[])""", statement -> {
                    statement.setString(1, at.toString());
                    uuid(statement, 2, esims, esim -> esim.id().value());
                    uuid(statement, 3, esims, esim -> esim.partner().orElse(null));
                    text(statement, 4, esims, Esim::supplier);
                    text(statement, 5, esims, Esim::handle);
                    text(statement, 6, esims, Esim::iccid);
                    descriptions(statement, 7, esims);
                })
                == esims.size();
    }

    /** Writes what may change: the partner and the descriptions; never the owner, nor the label that an owner may have given. */
    void change(List<Esim> esims) {
        if (esims.isEmpty()) {
            return;
        }
        update("""
                UPDATE esims_esim e SET partner = k.partner,
                    label = CASE WHEN e.owner IS NULL THEN k.label ELSE e.label END, customer_email = k.customer_email,
                    matching_id = k.matching_id, smdp_address = k.smdp_address, note = k.note
                FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    AS k (id, partner, label, customer_email, matching_id, smdp_address, note)
                WHERE e.id = k.id""", statement -> {
            uuid(statement, 1, esims, esim -> esim.id().value());
            uuid(statement, 2, esims, esim -> esim.partner().orElse(null));
            descriptions(statement, 3, esims);
        });
    }

    private static void descriptions(PreparedStatement statement, int first, List<Esim> esims) throws SQLException {
        text(statement, first, esims, Esim::label);
        text(statement, first + 1, esims, esim -> esim.customerEmail().orElse(null));
        text(statement, first + 2, esims, esim -> esim.matchingId().orElse(null));
        text(statement, first + 3, esims, esim -> esim.smdpAddress().orElse(null));
        text(statement, first + 4, esims, Esim::note);
    }

    private interface Fill {
        void into(PreparedStatement statement) throws SQLException;
    }

    private int update(String sql, Fill fill) {
        return jdbc.update((Connection connection) -> {
            var statement = connection.prepareStatement(sql);
            fill.into(statement);
            return statement;
        });
    }

    private static void text(
            PreparedStatement statement, int index, List<Esim> esims, Function<Esim, @Nullable String> column)
            throws SQLException {
        array(statement, index, "text", esims, column);
    }

    private static void uuid(
            PreparedStatement statement, int index, List<Esim> esims, Function<Esim, @Nullable UUID> column)
            throws SQLException {
        array(statement, index, "uuid", esims, column);
    }

    private static <T> void array(
            PreparedStatement statement, int index, String type, List<Esim> esims, Function<Esim, @Nullable T> column)
            throws SQLException {
        var values = new @Nullable Object[esims.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(esims.get(i));
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    private static Esim esim(ResultSet row) throws SQLException {
        return new Esim(
                new EsimId(row.getObject("id", UUID.class)),
                row.getString("supplier"),
                row.getString("handle"),
                row.getString("iccid"),
                Optional.ofNullable(row.getObject("partner", UUID.class)),
                Optional.ofNullable(row.getObject("owner", UUID.class)),
                row.getString("label"),
                Optional.ofNullable(row.getString("customer_email")),
                Optional.ofNullable(row.getString("matching_id")),
                Optional.ofNullable(row.getString("smdp_address")),
                row.getString("note"));
    }
}
