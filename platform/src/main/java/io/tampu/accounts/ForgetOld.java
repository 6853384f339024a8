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
        delete("""
                delete from accounts_code where (holder, purpose) in (select holder, purpose from accounts_code
                    where asked_at <= ? order by asked_at limit ? for update skip locked)""", now.minus(Codes.VALID));
        delete("""
                delete from accounts_limit where key in (select key from accounts_limit
                    where last_at <= ? order by last_at limit ? for update skip locked)""", now.minus(Limit.LONGEST_WINDOW));
        delete("""
                delete from accounts_session where hash in (select hash from accounts_session
                    where used_at <= ? order by used_at limit ? for update skip locked)""", now.minus(Sessions.LASTS));
    }

    private void delete(String sql, Instant until) {
        database.client().sql(sql).params(Timestamp.from(until), MOST).update();
    }

    @Override
    public void close() {
        timer.close();
    }
}
