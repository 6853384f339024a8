package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.Recurring;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Removes codes, counts and sessions that can do nothing any more: nobody is waiting for it. */
final class ForgetOld implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMinutes(1);
    /** Of each table at a time: more than come in a minute, little enough to hold nobody up. */
    private static final int MOST = 1_000;

    private final Database database;
    private final Clock clock;
    private final Recurring timer = new Recurring("forget-old");

    ForgetOld(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start() {
        timer.start("removing old codes and sessions", EVERY, EVERY, this::run);
    }

    void run() {
        Instant now = clock.instant();
        delete("accounts_code", "asked_at", now.minus(Codes.VALID));
        delete("accounts_limit", "last_at", now.minus(Limit.LONGEST_WINDOW));
        delete("accounts_session", "used_at", now.minus(Sessions.LASTS));
    }

    /** By the places of the rows that an index finds: joined by their keys, the whole table would be read. */
    private void delete(String table, String column, Instant until) {
        database.client()
                .sql("delete from " + table + " where ctid = any (array(select ctid from " + table + " where " + column
                        + " <= ? order by " + column + " limit ? for update skip locked))")
                .params(Timestamp.from(until), MOST)
                .update();
    }

    @Override
    public void close() {
        timer.close();
    }
}
