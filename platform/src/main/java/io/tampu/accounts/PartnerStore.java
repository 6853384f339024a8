package io.tampu.accounts;

import io.tampu.engine.Database;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** SQL of partners and their keys. */
final class PartnerStore {

    private final Database database;

    PartnerStore(Database database) {
        this.database = database;
    }

    /** Every key that lets somebody in, by its hash. */
    Map<ByteBuffer, Partner> keys() {
        var keys = new HashMap<ByteBuffer, Partner>();
        database.client().sql("""
                        select k.hash, p.id, p.name, p.currency
                        from accounts_key k join accounts_partner p on p.id = k.partner
                        where k.revoked_at is null""").query(row -> {
            keys.put(ByteBuffer.wrap(row.getBytes("hash")), partner(row, 0));
        });
        return keys;
    }

    Optional<Partner> findByName(String name) {
        return database.client()
                .sql("select id, name, currency from accounts_partner where name = ?")
                .param(name)
                .query(PartnerStore::partner)
                .optional();
    }

    List<Partner> all() {
        return database.client()
                .sql("select id, name, currency from accounts_partner order by name")
                .query(PartnerStore::partner)
                .list();
    }

    void insertPartner(Partner partner, Instant at) {
        database.client()
                .sql("""
                        insert into accounts_partner (id, name, currency, created_at) values (?, ?, ?, ?)
                        on conflict do nothing""")
                .params(partner.id(), partner.name(), partner.currency(), Timestamp.from(at))
                .update();
    }

    void insertKey(byte[] hash, UUID partner, Instant at) {
        database.client()
                .sql("insert into accounts_key (hash, partner, created_at) values (?, ?, ?) on conflict do nothing")
                .params(hash, partner, Timestamp.from(at))
                .update();
    }

    void revokeKey(byte[] hash, Instant at) {
        database.client()
                .sql("update accounts_key set revoked_at = ? where hash = ? and revoked_at is null")
                .params(Timestamp.from(at), hash)
                .update();
    }

    private static Partner partner(ResultSet row, int number) throws SQLException {
        return new Partner(row.getObject("id", UUID.class), row.getString("name"), row.getString("currency"));
    }
}
