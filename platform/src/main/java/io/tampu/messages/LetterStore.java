package io.tampu.messages;

import io.tampu.engine.Backlog;
import io.tampu.engine.Database;
import io.tampu.engine.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;

/** SQL of letters. */
final class LetterStore {

    /** What may have become of a letter. */
    enum End {
        SENT,
        REFUSED,
        GIVEN_UP,
        /** What it was to say was no longer true. */
        DROPPED
    }

    private static final String[] KINDS =
            Arrays.stream(Letter.Kind.values()).map(Enum::name).toArray(String[]::new);

    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private final Database database;

    LetterStore(Database database) {
        this.database = database;
    }

    /**
     * Joins the transaction of the caller. The same id again changes nothing.
     *
     * @param from when it is to go out; not before
     */
    void insert(Letter letter, Instant from, Instant giveUpAt) {
        database.client()
                .sql("""
                        insert into messages_letter
                            (id, address, language, kind, facts, state, due_at, give_up_at, written_at)
                        values (?, ?, ?, ?, ?, 'WAITING', ?, ?, ?) on conflict (id) do nothing""")
                .params(
                        letter.id(),
                        letter.to(),
                        letter.language(),
                        letter.kind().name(),
                        Json.write(letter.facts()),
                        Timestamp.from(from),
                        Timestamp.from(giveUpAt),
                        Timestamp.from(from))
                .update();
    }

    /**
     * Takes due letters for this caller until {@code now + lease}: those first that are void first, so that nobody's code waits behind
     * a thousand pieces of news. Only of kinds that this version knows: while platforms are replaced, the next one's are its own.
     */
    List<Waiting> claimDue(Instant now, Duration lease, int limit) {
        return database.client()
                .sql("""
                        update messages_letter set due_at = :until where id in (
                            select id from messages_letter where due_at <= :now and kind = any (:kinds)
                            order by give_up_at limit :limit for update skip locked)
                        returning *""")
                .param("kinds", KINDS)
                .param("until", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(LetterStore::read)
                .list();
    }

    /** To be tried again then, unless the claim was lost meanwhile. */
    void tryAgain(Waiting letter, Instant dueAt, String problem) {
        database.client()
                .sql("""
                        update messages_letter set tries = tries + 1, due_at = ?, problem = ?
                        where id = ? and due_at = ?""")
                .params(Timestamp.from(dueAt), problem, letter.letter().id(), Timestamp.from(letter.claimedUntil()))
                .update();
    }

    /** Done with, and its facts forgotten, whoever has claimed it meanwhile: what was sent is sent. False if it was done with already. */
    boolean end(UUID id, End how, int moreTries, String problem, Instant now) {
        return database.client()
                        .sql("""
                                update messages_letter set state = ?, facts = '{}', tries = tries + ?, due_at = null,
                                    problem = nullif(?, ''), ended_at = ?
                                where id = ? and state = 'WAITING'""")
                        .params(how.name(), moreTries, problem, Timestamp.from(now), id)
                        .update()
                == 1;
    }

    /** Forgets letters that were done with before then; at most so many. */
    int forget(Instant endedBefore, int limit) {
        return database.client()
                .sql("""
                        delete from messages_letter where id in (
                            select id from messages_letter where ended_at < ? order by ended_at limit ?)""")
                .params(Timestamp.from(endedBefore), limit)
                .update();
    }

    /** What waits and should be gone, and what was given up since then. */
    LetterFigures figures(Instant now, Instant since) {
        return new LetterFigures(
                Backlog.of(
                        database,
                        "select written_at from messages_letter where due_at is not null and written_at <= ?",
                        Timestamp.from(now)),
                Backlog.of(
                        database,
                        "select ended_at from messages_letter where ended_at > ? and state = 'GIVEN_UP'",
                        Timestamp.from(since)));
    }

    private static Waiting read(ResultSet row, int number) throws SQLException {
        var letter = new Letter(
                row.getObject("id", UUID.class),
                row.getString("address"),
                row.getString("language"),
                Letter.Kind.valueOf(row.getString("kind")),
                Json.MAPPER.readValue(row.getString("facts"), FACTS));
        return new Waiting(
                letter,
                row.getInt("tries"),
                row.getTimestamp("due_at").toInstant(),
                row.getTimestamp("give_up_at").toInstant());
    }
}
