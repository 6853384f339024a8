package io.tampu.engine;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * How much there is of something, and since when. For those who watch, not for those who reckon: the count is bounded.
 *
 * @param count up to {@link #MOST}
 * @param isMore there is more than that
 * @param oldest of what was counted; empty when there is nothing
 */
public record Backlog(long count, boolean isMore, Optional<Instant> oldest) {

    /** Whoever watches does the same at ten thousand as at a million, and the database is spared the difference. */
    public static final int MOST = 10_000;

    /** There is none of it. */
    public static final Backlog NONE = new Backlog(0, false, Optional.empty());

    /**
     * Counts in one statement.
     *
     * @param since a select of one {@code timestamptz} for each item, which an index must be able to answer
     */
    public static Backlog of(Database database, String since, Object... facts) {
        return database.client()
                .sql("select count(*), min(since) from (" + since + " limit " + (MOST + 1) + ") as waiting (since)")
                .params(facts)
                .query((row, number) -> {
                    long count = row.getLong(1);
                    return new Backlog(
                            Math.min(count, MOST),
                            count > MOST,
                            Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant));
                })
                .single();
    }

    /** Something of it is there since before then. */
    public boolean isOlderThan(Instant then) {
        return oldest.filter(then::isAfter).isPresent();
    }
}
