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
    /** Of each table in one statement: little enough to hold nobody up. */
    private static final int MOST = 1_000;
    /** Of each table in one pass: a flood leaves more behind than one statement removes. Others are to have their turn as well. */
    private static final int MOST_STATEMENTS = 100;

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
        deleteAll("accounts_code", "asked_at", now.minus(Codes.KEPT));
        deleteAll("accounts_limit", "last_at", now.minus(Limit.LONGEST_WINDOW));
        deleteAll("accounts_session", "used_at", now.minus(Sessions.LASTS));
    }

    private void deleteAll(String table, String column, Instant until) {
        for (int i = 0; i < MOST_STATEMENTS; i++) {
            if (delete(table, column, until) < MOST) {
                return;
            }
        }
    }

    /** By the places of the rows that an index finds: joined by their keys, the whole table would be read. */
    private int delete(String table, String column, Instant until) {
        return database.client()
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
