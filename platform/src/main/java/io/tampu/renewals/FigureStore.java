package io.tampu.renewals;

import io.tampu.engine.Backlog;
import io.tampu.engine.Database;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** SQL of the figures that the seller watches. None of it reads more than an index holds of what is open, or of a day. */
final class FigureStore {

    /** More than these nobody works through by hand: then the cause is one, and outside. */
    private static final int MOST_LATE = 50;

    /** Word for word the condition of the index renewals_renewal_open. */
    private static final String OPEN = " state in ('PAID', 'FULFILLING', 'IN_DOUBT', 'UNDELIVERED') ";

    private static final Duration DAY = Duration.ofHours(24);
    private static final int MILLIS_SHIFT = 16;

    private final Database database;
    private final RenewalStore store;

    FigureStore(Database database, RenewalStore store) {
        this.database = database;
        this.store = store;
    }

    RenewalFigures read(Instant now) {
        return new RenewalFigures(
                store.countPastDeadline(now),
                database.client()
                        .sql("select * from renewals_renewal where" + OPEN + "and deadline_at < ? order by deadline_at"
                                + " limit " + MOST_LATE)
                        .param(Timestamp.from(now))
                        .query(RenewalRow::read)
                        .list(),
                open(""),
                open("and state = 'IN_DOUBT'"),
                due("AWAITING_PAYMENT"),
                due("REFUNDING"),
                Backlog.of(
                        database,
                        "select ended_at from renewals_renewal where id >= ? and state = 'RENEWED'",
                        firstIdOf(now.minus(DAY))));
    }

    private Backlog open(String and) {
        return Backlog.of(database, "select coalesce(paid_at, accepted_at) from renewals_renewal where" + OPEN + and);
    }

    private Backlog due(String state) {
        return Backlog.of(
                database,
                "select accepted_at from renewals_renewal where due_at is not null and state = '" + state + "'");
    }

    /** Ids begin with their millisecond, so that the key finds those of a day. */
    private static UUID firstIdOf(Instant then) {
        return new UUID(then.toEpochMilli() << MILLIS_SHIFT, 0);
    }
}
