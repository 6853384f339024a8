package io.tampu.notifications;

import io.tampu.engine.Database;
import java.sql.Timestamp;
import java.time.Instant;

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
}
