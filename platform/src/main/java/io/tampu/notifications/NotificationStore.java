package io.tampu.notifications;

import io.tampu.engine.Backlog;
import io.tampu.engine.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** SQL of notifications from outside. */
final class NotificationStore {

    private final Database database;

    NotificationStore(Database database) {
        this.database = database;
    }

    /** Keeps a notification; false if the same one was kept before. */
    boolean insert(String supplier, String uniqueKey, String what, byte[] body, Instant at) {
        return database.client()
                        .sql("""
                                insert into notifications_supplier (supplier, unique_key, what, body, received_at)
                                values (?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(supplier, uniqueKey, what, body, Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Keeps payment providers' notifications, and says which are new: {@code provider uniqueKey}. */
    Set<String> insertPayments(List<HearPayments.Told> told, Instant at) {
        return Set.copyOf(database.set("""
                        insert into notifications_payment (provider, unique_key, what, body, received_at)
                        select provider, unique_key, what, body, ?
                        from unnest(?::text[], ?::text[], ?::text[], ?::bytea[]) as n (provider, unique_key, what, body)
                        on conflict do nothing returning provider, unique_key""", told)
                .one(at)
                .text(HearPayments.Told::provider)
                .text(one -> one.heard().uniqueKey())
                .text(one -> one.heard().what())
                .bytes(HearPayments.Told::body)
                .query((row, number) -> row.getString(1) + " " + row.getString(2)));
    }

    /** Keeps what is not believed, for staff. */
    void insertApart(UUID id, String provider, String why, String said, byte[] body, Instant at) {
        database.client()
                .sql("""
                        insert into notifications_apart (id, provider, why, said, body, received_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(id, provider, why, said, body, Timestamp.from(at))
                .update();
    }

    /** What is kept apart and nobody has looked at. */
    Backlog apart() {
        return Backlog.of(database, "select received_at from notifications_apart where looked_at is null");
    }
}
