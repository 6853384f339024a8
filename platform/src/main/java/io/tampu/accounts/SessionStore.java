package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SQL of sessions. */
final class SessionStore {

    private static final String COLUMNS = """
            s.id, s.created_at, s.used_at, s.proved_at, s.device,
            c.id as customer, c.email, c.currency, c.language, c.zone""";

    private final Database database;

    SessionStore(Database database) {
        this.database = database;
    }

    /** By the primary key, and the customer by theirs. */
    Optional<Session> find(Secret token, Instant usedAfter) {
        return database.client()
                .sql("select " + COLUMNS + """
                         from accounts_session s join accounts_customer c on c.id = s.customer
                        where s.hash = ? and s.used_at > ?""")
                .params(token.sha256(), Timestamp.from(usedAfter))
                .query(SessionStore::session)
                .optional();
    }

    List<Session> ofCustomer(UUID customer, Instant usedAfter, int limit) {
        return database.client()
                .sql("select " + COLUMNS + """
                         from accounts_session s join accounts_customer c on c.id = s.customer
                        where s.customer = ? and s.used_at > ? order by s.used_at desc, s.id desc limit ?""")
                .params(customer, Timestamp.from(usedAfter), limit)
                .query(SessionStore::session)
                .list();
    }

    /**
     * False: the customer's address has become another meanwhile. Waits for whoever is about to change it, so that no session
     * begun with the old address outlives the change.
     */
    boolean insert(Secret token, Session session) {
        return database.client()
                        .sql("""
                        insert into accounts_session (hash, id, customer, created_at, used_at, proved_at, device)
                        select ?, ?, c.id, ?, ?, ?, ? from accounts_customer c where c.id = ? and c.email = ? for share""")
                        .param(1, token.sha256())
                        .param(2, session.id())
                        .param(3, Timestamp.from(session.createdAt()))
                        .param(4, Timestamp.from(session.usedAt()))
                        .param(5, session.provedAt().map(Timestamp::from).orElse(null))
                        .param(6, session.device())
                        .param(7, session.customer().id())
                        .param(8, session.customer().email())
                        .update()
                == 1;
    }

    /** Written by one of those who come at the same moment. */
    void use(UUID session, Instant before, Instant now) {
        database.client()
                .sql("update accounts_session set used_at = ? where id = ? and used_at = ?")
                .params(Timestamp.from(now), session, Timestamp.from(before))
                .update();
    }

    /** False: it has ended, or the customer's address is another than the one that was proved. */
    boolean prove(UUID session, String address, Instant now) {
        return database.client()
                        .sql("""
                        update accounts_session s set proved_at = ? from accounts_customer c
                        where s.id = ? and c.id = s.customer and c.email = ?""")
                        .params(Timestamp.from(now), session, address)
                        .update()
                == 1;
    }

    /** Whether it still lasts; nobody else ends it before the end of the transaction. */
    boolean lock(UUID session) {
        return database.client()
                .sql("select id from accounts_session where id = ? for update")
                .param(session)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    void delete(Secret token) {
        database.client()
                .sql("delete from accounts_session where hash = ?")
                .param(token.sha256())
                .update();
    }

    int deleteOthers(UUID customer, UUID but) {
        return database.client()
                .sql("delete from accounts_session where customer = ? and id <> ?")
                .params(customer, but)
                .update();
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                Customers.customer(row, "customer"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("used_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("proved_at")).map(Timestamp::toInstant),
                row.getString("device"));
    }
}
